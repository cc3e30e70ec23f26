using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Timers;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class EventTests
{
    [Fact]
    public void A_condition_true_on_entry_fires_at_once_and_the_task_never_opens()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("wait"), End("e"))
            .On("wait", Boundary("ready", Condition("x > 1")), User("go")))).Start(("x", 2));
        engine.WaitsAt("go");
        engine.History.OfType<TaskCreated>().Should().ContainSingle();
    }

    [Fact]
    public void A_condition_fires_when_it_comes_to_hold_and_again_only_after_it_ceased_to()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("wait"), End("e"))
            .On("wait", Boundary("high", Condition("level = \"high\""), interrupting: false), User("alert")))).Start();
        engine.Set(("level", "low")).WaitsAt("wait");
        engine.Set(("level", "high")).Set(("other", 1)).WaitsAt("wait", "alert");
        engine.Set(("level", "low")).Set(("level", "high")).WaitsAt("wait", "alert", "alert");
    }

    [Fact]
    public void A_conditional_event_sub_process_sees_what_a_script_sets()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Script("rise", "score", "9"), User("normal"))
            .Inside(EventSub("guard"), sub => sub.Path(Start("too high", Condition("score > 8")), User("urgent"))))).Start(("score", 1));
        engine.WaitsAt("urgent");
    }

    [Fact]
    public void A_completed_task_is_not_interrupted_by_what_it_was_completed_with()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("decide"), User("after"))
            .On("decide", Boundary("changed", Condition("level = \"high\"")), User("interrupted")))).Start();
        engine.Complete("decide", ("level", "high")).WaitsAt("after");
    }

    [Fact]
    public void A_conditional_catch_event_waits()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Catch("until", Condition("done")), User("after")))).Start();
        engine.WaitsAt();
        engine.Set(("done", true)).WaitsAt("after");
    }

    [Fact]
    public void A_link_jumps()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Throw("out", new LinkEventDefinition("A")))
            .Path(Catch("in", new LinkEventDefinition("A")), User("after")))).Start();
        engine.WaitsAt("after");
    }

    [Fact]
    public void A_signal_goes_out_and_is_heard_at_once_in_its_own_instance()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("f"), User("wait"), Throw("shout", Signal("safe")), End("e"))
            .Path("f", Catch("hear", Signal("safe")), User("heard")))).Start();
        engine.Complete("wait");
        engine.History.OfType<SignalBroadcast>().Single().Name.Should().Be("safe");
        engine.WaitsAt("heard");
    }

    [Fact]
    public void A_thrower_that_its_own_signal_interrupts_does_not_go_on()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), Throw("shout", Signal("stop")), Script("late", "late", "true")))
            .On("sub", Boundary("stopped", Signal("stop")), User("stopped by itself")))).Start();
        engine.WaitsAt("stopped by itself");
        engine["late"].IsNull.Should().BeTrue();
    }

    [Theory]
    [InlineData("0 0 9-17 * * MON-FRI", "2026-01-05T10:00:00Z")]
    [InlineData("0 30 9 * * *", "2026-01-05T09:30:00Z")]
    [InlineData("0 9 1 * *", "2026-02-01T09:00:00Z")]
    [InlineData("@daily", "2026-01-06T00:00:00Z")]
    public void A_cycle_may_be_a_cron_expression(string cron, string due)
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("work"), End("e"))
            .On("work", Boundary("tick", Every(cron), interrupting: false), User("ticked")))).Start();
        engine.State.Timers.Single().Due.Should().Be(Parse(due));
        engine.Fire("tick").WaitsAt("work", "ticked");
        engine.State.Timers.Single().Due.Should().BeGreaterThan(Parse(due));
    }

    [Fact]
    public void A_cron_expression_keeps_to_local_time_over_the_end_of_summer_time()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("work"), End("e"))
            .On("work", Boundary("tick", Every("0 0 9 * * *"), interrupting: false), User("ticked"))))
        { Now = Parse("2026-10-24T07:00:00Z") };
        engine.Start().Fire("tick");
        engine.State.Timers.Single().Due.Should().Be(Parse("2026-10-25T09:00:00Z"));
        TimerSchedule.Plan(new TimerEventDefinition(null, null, Expression.Literal("0 0 25 * * *")), FeelContext.Empty, new FeelEnvironment(engine.Now), out _).Should().NotBeNull();
    }

    [Fact]
    public void Any_of_a_multiple_event_is_enough_and_all_of_a_parallel_one_are_needed()
    {
        var any = new Engine(Process("p", p => p.Path(Start("s"), Catch("any", Message("a"), Message("b"), After("P1D")), User("after")))).Start();
        any.Deliver("b").WaitsAt("after");
        any.State.Subscriptions.Should().BeEmpty();
        any.State.Timers.Should().BeEmpty();

        var all = new Engine(Process("p", p => p.Path(Start("s"), new IntermediateCatchEvent { Id = "all", Definitions = [Message("a"), Signal("b")], ParallelMultiple = true }, User("after")))).Start();
        all.Deliver("b").WaitsAt();
        all.Deliver("a").WaitsAt("after");
    }

    [Fact]
    public void A_cycle_repeats_as_often_as_it_says()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("wait"), End("e"))
            .On("wait", Boundary("tick", Every("R3/PT10M"), interrupting: false), User("remind")))).Start();
        for (var i = 1; i <= 3; i++)
        {
            engine.State.Timers.Should().ContainSingle().Which.Due.Should().Be(engine.Now + Duration.FromMinutes(10 * i));
            engine.Fire("tick");
        }

        engine.State.Timers.Should().BeEmpty();
        engine.WaitsAt("wait", "remind", "remind", "remind");
    }

    [Fact]
    public void A_timer_can_be_moved_with_a_reason()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Catch("until", After("P3D")), End("e")))).Start();
        var timer = engine.State.Timers.Single();
        engine.Refused(new ChangeTimer(timer.Key, engine.Now, " ")).Should().Be(Refusal.Invalid);
        engine.Accept(new ChangeTimer(timer.Key, engine.Now + Duration.FromDays(9), "family away, approved by the chair"));
        engine.State.Timers.Single().Due.Should().Be(engine.Now + Duration.FromDays(9));
        engine.Fire("until").HasEnded();
        engine.Refused(new FireTimer(timer.Key)).Should().Be(Refusal.AlreadyDone);
    }

    [Theory]
    [InlineData("P1M", "2026-03-31T08:00:00Z", "2026-04-30T08:00:00Z")]
    [InlineData("P1D", "2026-03-28T12:00:00Z", "2026-03-29T11:00:00Z")]
    [InlineData("PT24H", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")]
    [InlineData("P18Y", "2026-01-05T09:00:00Z", "2044-01-05T09:00:00Z")]
    [InlineData("P1DT2H", "2026-01-05T09:00:00Z", "2026-01-06T11:00:00Z")]
    public void Days_and_months_are_counted_on_the_calendar_and_hours_elapse(string duration, string now, string due)
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Catch("until", After(duration))))) { Now = Parse(now) };
        engine.Start();
        engine.State.Timers.Single().Due.Should().Be(Parse(due));
    }

    [Theory]
    [InlineData("2026-07-01T09:00:00", "2026-07-01T08:00:00Z")]
    [InlineData("2026-07-01T09:00:00+02:00", "2026-07-01T07:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T23:00:00Z")]
    [InlineData("2026-07-01T09:00Z", "2026-07-01T09:00:00Z")]
    [InlineData("2026-07-01T09:00:00[Europe/Paris]", "2026-07-01T07:00:00Z")]
    public void A_date_without_offset_is_local_time(string date, string due)
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Catch("until", new TimerEventDefinition(Expression.Literal(date), null, null))))).Start();
        engine.State.Timers.Single().Due.Should().Be(Parse(due));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("P9999999Y")]
    [InlineData("PT9999999999999H")]
    public void A_duration_that_is_none_or_overflows_is_an_incident(string duration)
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Catch("until", new TimerEventDefinition(null, Feel("wait"), null)), User("after"))))
            .Start(("wait", duration));
        engine.State.Incidents.Should().ContainSingle().Which.Message.Should().Contain("until").And.Contain(duration);
        engine.Resolve("until", ("wait", "PT1S")).Fire("until").WaitsAt("after");
    }

    [Fact]
    public void Instances_start_at_events()
    {
        var process = Process("p", p => p
            .Path(Start("by message", Message("raised")), User("a"))
            .Path(Start("by time", Every("R/P1D")), User("b"))
            .Path(Start("plain"), User("c")));
        new Engine(process).Start().WaitsAt("c");
        new Engine(process).Start("by message", ("x", 1)).WaitsAt("a");
        new Engine(process).Start("a").WaitsAt("a");
        new Engine(process).Refused(new StartInstance(1, null, FeelContext.Empty, "nowhere")).Should().Be(Refusal.Invalid);
    }

    [Fact]
    public void A_parallel_event_gateway_that_starts_its_process_needs_all_its_events()
    {
        var process = Process("p", p => p
            .Path(new EventBasedGateway { Id = "both", Instantiate = true, Parallel = true }, Catch("x", Message("x")), User("a"))
            .Path("both", Catch("y", Message("y")), User("b")));
        var engine = new Engine(process).Start("x");
        engine.WaitsAt("a");
        engine.Complete("a").State.Status.Should().Be(InstanceStatus.Running);
        engine.Deliver("y").WaitsAt("b");
        engine.Complete("b").HasEnded();
    }

    private static Instant Parse(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
}
