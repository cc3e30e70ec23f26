using NodaTime;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Operations;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution.Operations;

/// <summary>Migration of waiting events, event sub-processes, compensation and called processes.</summary>
public sealed class MigrateEventsTests
{
    [Fact]
    public void Event_sub_processes_of_the_new_version_open_and_those_that_went_close()
    {
        static ProcessDefinition Version(string id, string message) => Process("p", p => p.Path(Start("s"), User("a"), End("e"))
            .Inside(EventSub(id), inside => inside.Path(Start(id + " start", Message(message)), User(id + " task"))));
        var engine = new Engine(Version("old", "one"), Version("new", "two")).Start().Migrate();
        engine.State.Subscriptions.Select(subscription => subscription.Name).Should().Equal("two");
        engine.Deliver("two").WaitsAt("new task");
        engine.Complete("new task").HasEnded();
    }

    [Fact]
    public void An_event_sub_process_that_interrupted_its_scope_is_not_opened_again()
    {
        static ProcessDefinition Version(bool interrupting) => Process("p", p => p.Path(Start("s"), User("a"), End("e"))
            .Inside(EventSub("off"), inside => inside.Path(Start("stop", Message("stop"), interrupting), User("tidy")))
            .Inside(EventSub("more"), inside => inside.Path(Start("ask", Message("ask")), User("answer"))));
        var engine = new Engine(Version(true), Version(true)).Start().Deliver("stop").Migrate();
        engine.State.Subscriptions.Should().BeEmpty();
        engine.WaitsAt("tidy");
        new Engine(Version(true), Version(false)).Start().Deliver("stop").WhyNotMigrate().Should().Contain("not-mapped off");
    }

    [Fact]
    public void An_event_based_gateway_keeps_what_is_mapped_and_waits_for_what_is_new()
    {
        static ProcessDefinition Version(string answer, string other) => Process("p", p => p
            .Path(Start("s"), new EventBasedGateway { Id = "first" }, Catch(answer, Message("answer")), User("answered"))
            .Path("first", Catch("silence", After("P1D")), User("chase"))
            .Path("first", Catch(other, Message(other)), User("else")));
        var engine = new Engine(Version("answer", "withdrawn"), Version("reply", "refused")).Start();
        var due = engine.State.Timers.Single().Due;
        engine.Now += Duration.FromHours(1);
        engine.Migrate(("first", "first"), ("answer", "reply"), ("silence", "silence"));
        engine.State.Timers.Single().Due.Should().Be(due);
        engine.State.Subscriptions.Select(subscription => (subscription.ElementId, subscription.Name)).Should().BeEquivalentTo([("reply", "answer"), ("refused", "refused")]);
        engine.Deliver("answer").WaitsAt("answered");
        engine.State.Timers.Should().BeEmpty();
    }

    [Fact]
    public void A_catch_event_keeps_its_time_unless_it_is_renewed()
    {
        static ProcessDefinition Version(string days) => Process("p", p => p.Path(Start("s"), Catch("wait", After(days)), User("a")));
        var engine = new Engine(Version("P1D"), Version("P9D")).Start();
        var due = engine.State.Timers.Single();
        engine.Migrate().State.Timers.Single().Should().Be(due);
        engine.Accept(new MigrateInstance(2, [new("wait", "wait", Renew: true)]));
        engine.State.Timers.Single().Due.Should().Be(engine.Now + Duration.FromDays(9));
        engine.Fire("wait").WaitsAt("a");
    }

    [Fact]
    public void A_condition_that_holds_when_it_comes_triggers_at_once()
    {
        var engine = new Engine(
            Process("p", p => p.Path(Start("s"), User("a"))),
            Process("p", p => p.Path(Start("s"), User("a")).On("a", Boundary("risk", Condition("x > 1")), User("act")))).Start(("x", 2));
        engine.Migrate().WaitsAt("act");
    }

    [Fact]
    public void An_event_that_cannot_be_opened_is_a_problem_and_nothing_is_changed()
    {
        var engine = new Engine(
            Process("p", p => p.Path(Start("s"), User("a"))),
            Process("p", p => p.Path(Start("s"), User("a")).On("a", Boundary("told", Message("told", "who")), User("act")))).Start();
        engine.WhyNotMigrate().Should().Equal("event-cannot-open a");
        engine.State.DefinitionKey.Should().Be(1);
        engine.Set(("who", "x"));
        engine.Migrate().State.Subscriptions.Single().CorrelationKey.Should().Be("x");
    }

    [Fact]
    public void What_completed_is_undone_by_the_new_versions_handler()
    {
        static ProcessDefinition Version(string done, string? undo) => Process("p", p =>
        {
            p.Path(Start("s"), User(done), User("then"), Throw("undo all", new CompensationEventDefinition(null, true)), End("e"));
            _ = undo is null ? p : p.Undo(done, User(undo, undoes: true));
        });
        var engine = new Engine(Version("done", "undo"), Version("did", "put right")).Start().Complete("done");
        engine.WhyNotMigrate().Should().Equal("completed-not-mapped done");
        engine.Migrate(("then", "then"), ("done", "did")).Complete("then").WaitsAt("put right");
        engine.Complete("put right").HasEnded();

        new Engine(Version("done", "undo"), Version("done", null)).Start().Complete("done").WhyNotMigrate().Should().Equal("compensation-lost done");
        new Engine(Version("done", "undo"), Version("done", "undo")).Start().Complete("done").Complete("then").WhyNotMigrate().Should().Contain("compensating undo");
    }

    [Fact]
    public void A_called_process_goes_on_in_its_own_version_or_is_migrated_alone()
    {
        var one = Process("called", p => p.Path(Start("cs"), User("x"), End("ce")));
        var two = Process("called", p => p.Path(Start("cs"), User("y"), User("z"), End("ce")));
        static ProcessDefinition Caller(string call) => Process("p", p => p.Path(Start("s"), new CallActivity { Id = call, ProcessId = Expression.Literal("called") }, User("last"), End("e")));
        var engine = new Engine(Caller("call"), Caller("ring"), one).Start();
        engine.Migrate(("call", "ring")).WaitsAt("x");

        engine = new Engine(Caller("call"), two, one).Start();
        var called = engine.State.Elements.Single(element => element.CalledDefinitionKey == 3);
        engine.Accept(new MigrateInstance(2, [new("x", "y")], ScopeKey: called.Key));
        engine.State.DefinitionKey.Should().Be(1);
        engine.Task("y").ProcessId.Should().Be("called");
        engine.Complete("y").Complete("z").Complete("last").HasEnded();
    }

    [Fact]
    public void An_instance_can_be_migrated_to_the_version_that_it_runs()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("a"), End("e"))));
        engine.Start();
        engine.Accept(new MigrateInstance(1)).Should().ContainSingle().Which.Should().BeOfType<InstanceMigrated>();
        engine.Complete("a").HasEnded();
    }
}
