using NodaTime;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution.Operations;

public sealed class MigrateTests
{
    private static ProcessDefinition Old() => Process("p", p => p
        .Path(Start("s"), User("a"), User("b"), End("e"))
        .On("a", Boundary("late", After("P1D"), interrupting: false), User("chase"))
        .On("a", Boundary("gone", Message("gone")), User("forget")));

    private static ProcessDefinition New() => Process("p2", p => p
        .Path(Start("s"), User("a2"), User("check"), User("b"), End("e"))
        .On("a2", Boundary("late2", After("P9D"), interrupting: false), User("chase"))
        .On("a2", Boundary("told", Message("told")), User("note")));

    [Fact]
    public void A_task_keeps_its_key_holder_and_due_date_and_goes_on_in_the_new_version()
    {
        var engine = new Engine(Old(), New()).Start();
        var before = engine.Task("a");
        engine.Accept(new AssignTask(before.Key, "amira"));
        engine.Migrate(("a", "a2"), ("late", "late2"));
        engine.Task("a2").Should().BeEquivalentTo(before with { ElementId = "a2", Name = "a2", ProcessId = "p2", Terms = before.Terms with { Assignee = "amira" } });
        engine.State.DefinitionKey.Should().Be(2);
        engine.State.ProcessId.Should().Be("p2");
        engine.History.OfType<InstanceMigrated>().Single().Reason.Should().Be("a better version");
        engine.Complete("a2").Complete("check").Complete("b").HasEnded();
    }

    [Fact]
    public void A_mapped_timer_keeps_its_time_and_events_come_and_go()
    {
        var engine = new Engine(Old(), New()).Start();
        var timer = engine.State.Timers.Single();
        engine.Now += Duration.FromHours(5);
        engine.Migrate(("a", "a2"), ("late", "late2"));
        engine.State.Timers.Single().Should().Be(timer with { ElementId = "late2" });
        engine.State.Subscriptions.Select(subscription => subscription.Name).Should().Equal("told");
        engine.Fire("late2").WaitsAt("a2", "chase");
        engine.Deliver("told").WaitsAt("chase", "note");
    }

    [Fact]
    public void An_event_that_is_not_mapped_begins_anew()
    {
        var engine = new Engine(Old(), New()).Start();
        engine.Now += Duration.FromHours(5);
        engine.Migrate(("a", "a2"));
        engine.State.Timers.Single().Due.Should().Be(engine.Now + Duration.FromDays(9));
    }

    [Fact]
    public void What_is_mapped_to_be_renewed_is_settled_by_the_new_version()
    {
        var engine = new Engine(Old(), New()).Start();
        var key = engine.Task("a").Key;
        engine.Now += Duration.FromHours(5);
        engine.Policy = new Due(Duration.FromDays(4));
        engine.Accept(new MigrateInstance(2, [new("a", "a2", Renew: true), new("late", "late2", Renew: true)]));
        engine.State.Timers.Should().ContainSingle(timer => timer.ElementId == "late2" && timer.Due == engine.Now + Duration.FromDays(9));
        engine.Task("a2").Terms.Due.Should().Be(engine.Now + Duration.FromDays(4));
        engine.State.Timers.Where(timer => timer.Kind == TimerKind.Ladder).Select(timer => timer.ElementKey).Should().Equal(key);
    }

    [Fact]
    public void A_timer_that_fired_is_not_opened_again()
    {
        var engine = new Engine(Old(), Old()).Start().Fire("late");
        engine.Migrate();
        engine.State.Timers.Should().BeEmpty();
        engine.WaitsAt("a", "chase");
    }

    [Fact]
    public void What_is_proposed_maps_the_same_ids_of_the_same_kind_in_the_same_place()
    {
        var from = Process("p", p => p.Path(Start("s"), User("a"), User("b"), Sub("sub"), User("c"), End("e")).Inside("sub", sub => sub.Path(Start("is"), User("x")))
            .On("a", Boundary("late", After("P1D")), "e").On("b", Boundary("called off", Message("off")), "e"));
        var to = Process("p", p => p.Path(Start("s"), User("a"), Service("b", "work"), Sub("sub"), User("d"), End("e")).Inside("sub", sub => sub.Path(Start("is"), User("y"), User("c")))
            .On("a", Boundary("called off", Message("off")), "e").On("b", Boundary("late", After("P1D")), "e"));
        MigrationPlan.Propose(from, to).Select(mapping => mapping.SourceElementId).Should().BeEquivalentTo("s", "a", "sub", "is", "e");
        MigrationPlan.Propose(from, to).Should().OnlyContain(mapping => mapping.SourceElementId == mapping.TargetElementId && !mapping.Renew);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var from = Process("p", p => p
            .Path(Start("s"), And("f"), User("a"), End("e"))
            .Path("f", User("each", new MultiInstance(false) { Cardinality = Feel("2") }))
            .Path("f", Sub("sub"))
            .Path("f", User("unmapped"))
            .Path("f", Catch("answer", Message("answer")))
            .Path("f", User("held"))
            .On("held", Boundary("late", After("P1D")), "e")
            .Inside("sub", sub => sub.Path(Start("is"), User("inside"))));
        var to = Process("p", p => p
            .Path(Start("s"), And("f"), Service("a", "work"), End("e"))
            .Path("f", User("each"))
            .Path("f", Sub("sub"))
            .Path("f", User("inside"))
            .Path("f", Catch("answer", Signal("answer")))
            .Path("f", User("held"), User("other"))
            .On("other", Boundary("late", After("P1D")), "e")
            .Inside("sub", sub => sub.Path(Start("is"), User("else"))));
        var engine = new Engine(from, to).Start();
        engine.WhyNotMigrate(("a", "a"), ("each", "each"), ("sub", "sub"), ("inside", "inside"), ("answer", "answer"), ("held", "held"), ("late", "late"), ("nowhere", "a"), ("s", "nowhere"), ("sub", "sub"))
            .Should().BeEquivalentTo("kind-changed a", "loop-changed each", "scope-changed inside", "event-changed answer", "boundary-moved late", "unknown-element nowhere", "unknown-element nowhere", "mapped-twice sub", "not-mapped unmapped");
        engine.Refused(new MigrateInstance(99)).Should().Be(Refusal.NotFound);
    }

    [Fact]
    public void Tokens_at_joins_stay_on_their_flows()
    {
        var from = Process("p", p => p.Path(Start("s"), And("f"), User("a"), And("j"), User("last")).Path("f", User("b"), "j").Path("f", User("c"), "j"));
        var to = Process("p", p => p.Path(Start("s"), And("f"), User("a2"), And("j2"), User("last")).Path("f", User("b"), "j2").Path("f", User("c"), "j2"));
        var engine = new Engine(from, to).Start().Complete("a").Complete("b");
        engine.WhyNotMigrate(("c", "c"), ("j", "j2")).Should().Equal("flow-gone j");
        engine.Migrate(("c", "c"), ("j", "j2"), ("a", "a2")).State.WaitingTokens.Select(token => token.FlowId).Should().BeEquivalentTo("a2->j2", "b->j2");
        engine.Complete("c").WaitsAt("last");
    }

    [Fact]
    public void A_join_that_waits_for_no_more_goes_on_at_once()
    {
        var from = Process("p", p => p.Path(Start("s"), And("f"), User("a"), And("j"), User("last")).Path("f", User("b"), "j").Path("f", User("c"), "j"));
        var to = Process("p", p => p.Path(Start("s"), And("f"), User("a"), And("j"), User("last")).Path("f", User("b"), "j").Path("f", User("c"), End("e")));
        var engine = new Engine(from, to).Start().Complete("a").Complete("b").Migrate();
        engine.WaitsAt("c", "last");
    }

    [Fact]
    public void An_inclusive_join_waits_by_the_new_versions_flows()
    {
        static ProcessDefinition Either(bool more) => Process("p", p =>
        {
            p.Path(Start("s"), Or("split"), When("true"), User("a"), Or("join"), User("last")).Path("split", When("true"), User("b"), more ? User("b2") : new ManualTask { Id = "b2" }, "join");
        });
        var engine = new Engine(Either(false), Either(true)).Start().Complete("a").Migrate();
        engine.Complete("b").WaitsAt("b2");
        engine.Complete("b2").WaitsAt("last");
    }

    [Fact]
    public void Scopes_repetitions_jobs_and_incidents_go_over()
    {
        static ProcessDefinition Version(string suffix) => Process("p", p => p
            .Path(Start("s"), And("f"), Sub("sub" + suffix, new MultiInstance(true) { Cardinality = Feel("2") }), User("last"))
            .Path("f", Service("tell" + suffix, "notify"))
            .Path("f", Xor("which" + suffix), When("x = 2"), User("two"))
            .Inside("sub" + suffix, sub => sub.Path(Start("is"), User("inside" + suffix))));
        var engine = new Engine(Version(""), Version("2")).Start(("x", 1));
        engine.Migrate(("sub", "sub2"), ("inside", "inside2"), ("tell", "tell2"), ("which", "which2"));
        engine.State.Jobs.Single().ElementId.Should().Be("tell2");
        engine.IncidentsAt.Should().Equal("which2");
        engine.Resolve("which2", ("x", 2)).CompleteJob("notify");
        engine.Complete("inside2").WaitsAt("inside2", "two");
        engine.Complete("inside2").WaitsAt("last", "two");
    }

    [Fact]
    public void A_suspended_instance_migrates_and_stays_suspended()
    {
        var engine = new Engine(Old(), New()).Start();
        engine.Accept(new SuspendInstance("inquiry"));
        engine.Migrate(("a", "a2"));
        engine.State.Status.Should().Be(InstanceStatus.Suspended);
        engine.State.Reason.Should().Be("inquiry");
    }

    private sealed class Due(Duration after) : ITaskPolicy
    {
        public TaskTermsResult Resolve(TaskTermsRequest request) =>
            TaskTermsResult.Of(request.Explicit with { Due = request.Now + after, Ladder = [new("warning", request.Now + after / 2, ["role:manager"])] });
    }
}
