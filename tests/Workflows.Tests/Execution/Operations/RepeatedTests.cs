using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;
using static Peninsula.Workflows.Tests.Execution.Operations.Changes;

namespace Peninsula.Workflows.Tests.Execution.Operations;

/// <summary>Modification inside what repeats.</summary>
public sealed class RepeatedTests
{
    private static Engine Each(bool sequential) => new Engine(Process("p", p => p
        .Path(Start("s"), User("each", new MultiInstance(sequential) { InputCollection = Feel("[\"x\", \"y\"]"), InputElement = "item", OutputCollection = "answers", OutputElement = Feel("answer") }), User("last"), End("e")))).Start();

    [Fact]
    public void A_parallel_body_takes_one_instance_more()
    {
        var engine = Each(sequential: false);
        var body = engine.State.Elements.Single(element => element.IsLoopBody);
        engine.Modify(new ActivateElement("each", body.Key) { Variables = [new("each", FeelContext.Of(("item", "z")))] }).WaitsAt("each", "each", "each");
        engine.State.Variable("numberOfInstances", body.Key).Should().Be((FeelValue)3);
        engine.State.Variable("item", engine.State.Tasks[2].Key).Should().Be((FeelValue)"z");
        foreach (var answer in new[] { "1", "2", "3" })
        {
            engine.Accept(new CompleteTask(engine.State.Tasks[0].Key, FeelContext.Of(("answer", answer))));
        }

        engine.WaitsAt("last");
        engine["answers"].TryGetList(out var answers).Should().BeTrue();
        answers!.Count.Should().Be(3);
    }

    [Fact]
    public void A_body_that_has_outputs_already_has_room_for_one_more()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("each", new MultiInstance(false) { InputCollection = Feel("[1, 2]"), OutputCollection = "answers", OutputElement = Feel("loopCounter") }), User("last")))).Start().Complete("each");
        engine.Modify(new ActivateElement("each", engine.State.Elements.Single(element => element.IsLoopBody).Key));
        engine.Complete("each").Complete("each").WaitsAt("last");
        $"{engine["answers"]}".Should().Be("[1, 2, 3]");
    }

    [Fact]
    public void The_others_go_on_when_one_is_cancelled()
    {
        var engine = Each(sequential: false);
        engine.Modify(new CancelElement(ElementChoice.One(engine.State.Tasks[0].Key))).WaitsAt("each");
        engine.Complete("each").WaitsAt("last");
    }

    [Fact]
    public void All_of_a_repeated_activity_go_with_its_body()
    {
        Each(sequential: false).Modify(Move("each", "last")).WaitsAt("last");
        Each(sequential: true).Modify(Cancel("each")).State.Status.Should().Be(InstanceStatus.Cancelled);
    }

    [Fact]
    public void A_sequential_body_takes_none_beside_the_one_that_runs()
    {
        var engine = Each(sequential: true);
        engine.WhyNot(new ActivateElement("each", engine.State.Elements.Single(element => element.IsLoopBody).Key)).Should().Equal("one-at-a-time each");
    }

    [Fact]
    public void An_element_inside_a_repeated_sub_process_that_does_not_run_starts_in_one_instance_of_it()
    {
        foreach (var loop in new LoopCharacteristics[] { new MultiInstance(false) { Cardinality = Feel("3") }, new MultiInstance(true) { Cardinality = Feel("3") }, new StandardLoop(false, Feel("false"), null) })
        {
            var engine = new Engine(Process("p", p => p.Path(Start("s"), User("first"), Sub("each", loop), User("last"))
                .Inside("each", each => each.Path(Start("es"), User("a"), User("b"))))).Start();
            engine.Modify(Move("first", "b")).WaitsAt("b");
            engine.Complete("b").WaitsAt("last");
        }
    }

    [Fact]
    public void A_body_as_ancestor_gets_a_new_instance_of_its_sub_process()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Sub("each", new MultiInstance(false) { Cardinality = Feel("2") }), User("last"))
            .Inside("each", each => each.Path(Start("es"), User("a"), User("b"))))).Start();
        engine.WhyNot(new ActivateElement("b")).Should().Equal("ambiguous-scope b");
        var body = engine.State.Elements.Single(element => element.IsLoopBody);
        engine.Modify(new ActivateElement("b", body.Key)).WaitsAt("a", "a", "b");
        engine.State.Element(engine.Element("b").ScopeKey)!.LoopCounter.Should().Be(3);
    }
}
