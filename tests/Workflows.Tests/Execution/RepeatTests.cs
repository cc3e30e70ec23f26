using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class RepeatTests
{
    private static readonly FeelValue Agencies = FeelValue.List("police", "health", "school");

    private static MultiInstance Each(bool sequential, Expression? until = null) => new(sequential)
    {
        InputCollection = Feel("agencies"),
        InputElement = "agency",
        OutputCollection = "answers",
        OutputElement = Feel("agency + \": \" + answer"),
        CompletionCondition = until,
    };

    private static UserTask Ask(MultiInstance loop) => new() { Id = "ask", Loop = loop, Assignee = Feel("agency"), Inputs = [new Mapping(Feel("null"), "answer")] };

    [Fact]
    public void Parallel_instances_are_open_together_and_collect_in_order()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Ask(Each(false)), User("after")))).Start(("agencies", Agencies));
        engine.State.Tasks.Select(task => task.Terms.Assignee).Should().Equal("police", "health", "school");
        foreach (var task in engine.State.Tasks.Reverse())
        {
            engine.Accept(new CompleteTask(task.Key, FeelContext.Of(("answer", task.Terms.Assignee == "health" ? "no" : "yes"))));
        }

        engine.WaitsAt("after");
        engine["answers"].Should().Be(FeelValue.List("police: yes", "health: no", "school: yes"));
        engine["agency"].IsNull.Should().BeTrue("the item is local to its instance");
    }

    [Fact]
    public void Sequential_instances_follow_each_other_and_the_collection_is_evaluated_once()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Ask(Each(true)), User("after")))).Start(("agencies", Agencies));
        engine.State.Tasks.Single().Terms.Assignee.Should().Be("police");
        engine.Set(("agencies", FeelValue.List()));
        engine.Complete("ask", ("answer", "a"));
        engine.State.Tasks.Single().Terms.Assignee.Should().Be("health");
        engine.Complete("ask", ("answer", "b")).Complete("ask", ("answer", "c")).WaitsAt("after");
    }

    [Fact]
    public void A_completion_condition_ends_what_is_left()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Ask(Each(false, Feel("numberOfCompletedInstances / numberOfInstances >= 0.5"))), User("after")))).Start(("agencies", Agencies));
        engine.Complete("ask", ("answer", "yes"));
        engine.OpenTasks.Should().HaveCount(2);
        engine.Complete("ask", ("answer", "no")).WaitsAt("after");
        engine.History.OfType<TaskCancelled>().Should().ContainSingle();
    }

    [Fact]
    public void An_instance_that_needs_nobody_is_through_before_the_next_begins()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub", new MultiInstance(false) { Cardinality = Feel("10"), CompletionCondition = Feel("numberOfCompletedInstances = 6") }), User("after"))
            .Inside("sub", sub => sub
                .Path(Start("is"), And("fork"), Script("one", "sum", "sum + 1"), And("join"), End("ie"))
                .Path("fork", Script("two", "sum", "sum + 1"), "join")))).Start(("sum", 0));
        engine.WaitsAt("after");
        engine["sum"].Should().Be((FeelValue)12, "six instances of two scripts each fulfil the condition");
    }

    [Fact]
    public void Boundary_events_belong_to_all_instances_together()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Ask(Each(false)), User("after"))
            .On("ask", Boundary("late", After("P1D")), User("chase")))).Start(("agencies", Agencies));
        engine.State.Timers.Should().ContainSingle();
        engine.Fire("late").WaitsAt("chase");
    }

    [Fact]
    public void No_items_pass_on_at_once_and_no_list_is_an_incident()
    {
        new Engine(Process("p", p => p.Path(Start("s"), Ask(Each(false)), User("after")))).Start(("agencies", FeelValue.List())).WaitsAt("after");
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Ask(Each(false)), User("after")))).Start(("agencies", "police"));
        engine.IncidentsAt.Should().Equal("ask");
        engine.Resolve("ask", ("agencies", FeelValue.List("police"))).WaitsAt("ask");
    }

    [Fact]
    public void A_sub_process_repeats_with_its_own_variables()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub", new MultiInstance(false) { Cardinality = Feel("2") }), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), new UserTask { Id = "inner", Assignee = Feel("\"p\" + string(loopCounter)") })))).Start();
        engine.State.Tasks.Select(task => task.Terms.Assignee).Should().Equal("p1", "p2");
        engine.Complete("inner").WaitsAt("inner");
        engine.Complete("inner").WaitsAt("after");
    }

    [Fact]
    public void An_event_is_thrown_at_each_completion_when_the_behaviour_is_none()
    {
        var loop = new MultiInstance(false) { Cardinality = Feel("2"), Behavior = Peninsula.Workflows.Bpmn.Model.MultiInstanceBehavior.None, NoneEvent = Escalation("one done") };
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("each", loop), User("after"))
            .On("each", Boundary("done", Escalation("one done"), interrupting: false), User("note")))).Start();
        engine.Complete("each").WaitsAt("each", "note");
        engine.Complete("each").WaitsAt("note", "note", "after");
    }

    [Fact]
    public void A_standard_loop_repeats_while_its_condition_holds()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("try", new StandardLoop(false, Feel("more"), 3)), User("after")))).Start(("more", true));
        engine.Complete("try").Complete("try").Complete("try").WaitsAt("after");
        new Engine(Process("p", p => p.Path(Start("s"), User("try", new StandardLoop(true, Feel("more"), null)), User("after")))).Start(("more", false)).WaitsAt("after");
        new Engine(Process("p", p => p.Path(Start("s"), User("try", new StandardLoop(false, Feel("more"), null)), User("after")))).Start(("more", false))
            .Complete("try").WaitsAt("after");
    }
}
