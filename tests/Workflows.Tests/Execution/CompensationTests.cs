using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class CompensationTests
{
    private static CompensationEventDefinition Undoing(string? activity = null, bool wait = true) => new(activity, wait);

    [Fact]
    public void Handlers_start_in_reverse_and_none_waits_for_a_person_before_it()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("a"), User("b"), User("c"), Throw("undo", Undoing()), User("after"))
            .Undo("a", User("undo a", undoes: true))
            .Undo("b", User("undo b", undoes: true)))).Start();
        engine.Complete("a").Complete("b").Complete("c");
        engine.OpenTasks.Should().Equal("undo b", "undo a");
        engine.Complete("undo a").WaitsAt("undo b");
        engine.Complete("undo b").WaitsAt("after");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_compensation_event_sub_process_runs_whether_or_not_it_is_marked_as_one(bool isMarked)
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), Throw("undo", Undoing()), User("after"))
            .Inside("sub", sub => sub
                .Path(Start("is"), Script("b", "x", "1"), End("ie"))
                .Inside(new SubProcess { Id = "undo sub", TriggeredByEvent = true, IsForCompensation = isMarked }, undo => undo.Path(Start("us", Undoing()), User("tell all"), End("ue")))))).Start();
        engine.WaitsAt("tell all");
        engine.Complete("tell all").WaitsAt("after");
    }

    [Fact]
    public void What_is_undone_at_once_is_undone_in_reverse_through_every_scope()
    {
        static ScriptTask Undo(string name) => new() { Id = "undo " + name, Script = Feel($"{{log: append(log, \"{name}\")}}"), IsForCompensation = true };

        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Script("a", "x", "1"), Sub("sub"), Script("d", "x", "1"), Throw("undo", Undoing()), User("after"))
            .Inside("sub", sub => sub
                .Path(Start("is"), Script("b", "x", "1"), Script("c", "x", "1"))
                .Undo("b", Undo("b"))
                .Undo("c", Undo("c")))
            .Undo("a", Undo("a"))
            .Undo("d", Undo("d")))).Start(("log", FeelValue.List()));
        engine.WaitsAt("after");
        engine["log"].Should().Be(FeelValue.List("d", "c", "b", "a"));
    }

    [Fact]
    public void What_ran_side_by_side_is_undone_side_by_side()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("f"), User("a"), And("j"), Throw("undo", Undoing()), User("after"))
            .Path("f", User("b"), "j")
            .Undo("a", User("undo a", undoes: true))
            .Undo("b", User("undo b", undoes: true)))).Start();
        engine.Complete("a").Complete("b").WaitsAt("undo a", "undo b");
    }

    [Fact]
    public void One_activity_can_be_named_and_only_completed_ones_are_undone()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("f"), User("a"), User("b"), Throw("undo", Undoing("a")), User("after"))
            .Path("f", User("c"))
            .Undo("a", User("undo a", undoes: true))
            .Undo("b", User("undo b", undoes: true))
            .Undo("c", User("undo c", undoes: true)))).Start();
        engine.Complete("a").Complete("b").WaitsAt("undo a", "c");
        engine.Complete("undo a").WaitsAt("after", "c");
    }

    [Fact]
    public void Nothing_to_undo_passes_on()
    {
        new Engine(Process("p", p => p.Path(Start("s"), Throw("undo", Undoing()), User("after")))).Start().WaitsAt("after");
    }

    [Fact]
    public void Without_waiting_the_token_goes_on_while_it_is_undone()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("a"), Throw("undo", Undoing(wait: false)), User("after"))
            .Undo("a", User("undo a", undoes: true)))).Start();
        engine.Complete("a").WaitsAt("undo a", "after");
        engine.Complete("after").WaitsAt("undo a");
        engine.Complete("undo a").HasEnded();
    }

    [Fact]
    public void A_completed_sub_process_is_undone_from_inside_with_the_variables_it_had()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), new SubProcess { Id = "sub", Inputs = [new Mapping(Feel("\"room 5\""), "room")] }, User("next"), End("e", Undoing()))
            .Inside("sub", sub => sub
                .Path(Start("is"), User("book"), User("pay"))
                .Undo("book", new UserTask { Id = "cancel", IsForCompensation = true, Assignee = Feel("room") })
                .Undo("pay", User("refund", undoes: true))))).Start();
        engine.Complete("book").Complete("pay").Complete("next").WaitsAt("refund", "cancel");
        engine.Complete("refund").WaitsAt("cancel");
        engine.Task("cancel").Terms.Assignee.Should().Be("room 5");
        engine.Complete("cancel").HasEnded();
    }

    [Fact]
    public void A_compensation_event_sub_process_undoes_its_sub_process()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), Throw("undo", Undoing("sub")), User("after"))
            .Inside("sub", sub => sub
                .Path(Start("is"), User("book"))
                .Undo("book", User("cancel", undoes: true))
                .Inside(EventSub("undo sub"), undo => undo.Path(Start("us", Undoing()), User("tell all"), Throw("rest", Undoing()), End("ue")))))).Start();
        engine.Complete("book").WaitsAt("tell all");
        engine.Complete("tell all").WaitsAt("cancel");
        engine.Complete("cancel").WaitsAt("after");
    }

    [Fact]
    public void An_event_sub_process_undoes_its_own_work_and_that_of_the_scope_it_belongs_to()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("book"), User("wait"))
            .Undo("book", User("cancel", undoes: true))
            .Inside(EventSub("stop"), stop => stop
                .Path(Start("told", Message("stop")), User("pay fee"), Throw("undo", Undoing()), User("close"))
                .Undo("pay fee", User("refund", undoes: true))))).Start();
        engine.Complete("book").Deliver("stop").Complete("pay fee").WaitsAt("refund", "cancel");
        engine.Complete("refund").Complete("cancel").WaitsAt("close");
    }

    [Fact]
    public void Each_instance_of_a_multi_instance_activity_is_undone()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("book", new MultiInstance(false) { InputCollection = Feel("[\"x\", \"y\"]"), InputElement = "item" }), Throw("undo", Undoing()), User("after"))
            .Undo("book", new UserTask { Id = "cancel", IsForCompensation = true, Assignee = Feel("item") }))).Start();
        engine.Complete("book").Complete("book");
        engine.State.Tasks.Select(task => task.Terms.Assignee).Should().BeEquivalentTo("x", "y");
        engine.Complete("cancel").Complete("cancel").WaitsAt("after");
    }

    [Fact]
    public void A_cancelled_transaction_is_undone_and_then_left_by_its_cancel_event()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), new Transaction { Id = "tx" }, User("after"))
            .Inside("tx", tx => tx
                .Path(Start("is"), And("f"), User("a"), End("stop", new CancelEventDefinition()))
                .Path("f", User("b"))
                .Undo("a", User("undo a", undoes: true)))
            .On("tx", Boundary("cancelled", new CancelEventDefinition()), User("afterwards")))).Start();
        engine.Complete("a").WaitsAt("undo a");
        engine.Complete("undo a").WaitsAt("afterwards");
        engine.Complete("afterwards").HasEnded();
    }

    [Fact]
    public void A_completed_transaction_can_be_undone_later()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), new Transaction { Id = "tx" }, User("afterTx"), Throw("undo", Undoing()), End("e"))
            .Inside("tx", tx => tx.Path(Start("is"), User("a"), End("ie")).Undo("a", User("undo a", undoes: true))))).Start();
        engine.Complete("a").Complete("afterTx").WaitsAt("undo a");
        engine.Complete("undo a").HasEnded();
    }
}
