using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class LoopTests
{
    private static UserTask Activity(string loop, string beside = "") =>
        Node<UserTask>(Around($"<bpmn:userTask id=\"t\">{loop}</bpmn:userTask>", "t", beside), "t");

    [Fact]
    public void A_standard_loop_is_read() =>
        Activity("<bpmn:standardLoopCharacteristics testBefore=\"true\" loopMaximum=\"3\"><bpmn:loopCondition>= again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>")
            .Loop.Should().BeOfType<StandardLoop>().Which.Should().Match<StandardLoop>(loop => loop.TestBefore && loop.Maximum == 3 && loop.Condition!.Text == "= again");

    [Fact]
    public void A_collection_comes_from_the_extension()
    {
        var loop = (MultiInstance)Activity("""
            <bpmn:multiInstanceLoopCharacteristics isSequential="true">
              <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="= people" inputElement="person" outputCollection="answers" outputElement="= answer"/></bpmn:extensionElements>
              <bpmn:completionCondition>= numberOfCompletedInstances = 2</bpmn:completionCondition>
            </bpmn:multiInstanceLoopCharacteristics>
            """).Loop!;
        (loop.Sequential, loop.InputCollection!.Text, loop.InputElement, loop.OutputCollection, loop.OutputElement!.Text).Should().Be((true, "= people", "person", "answers", "= answer"));
        loop.CompletionCondition.Should().NotBeNull();
    }

    [Fact]
    public void Plain_BPMN_names_its_data()
    {
        var loop = (MultiInstance)Node<UserTask>(Of($"""
            <bpmn:dataObject id="d" name="people"/>
            <bpmn:startEvent id="s"/>
            <bpmn:userTask id="t">
              <bpmn:ioSpecification><bpmn:dataInput id="in" name="list"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>
              <bpmn:dataInputAssociation><bpmn:sourceRef>d</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation>
              <bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>in</bpmn:loopDataInputRef><bpmn:inputDataItem id="i" name="person"/></bpmn:multiInstanceLoopCharacteristics>
            </bpmn:userTask>
            {Flow("s", "t")}
            """), "t").Loop!;
        (loop.InputCollection!.Text, loop.InputElement).Should().Be(("people", "person"));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("= count(people)")]
    public void A_number_will_do(string cardinality) =>
        ((MultiInstance)Activity($"<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>{cardinality}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>").Loop!)
            .Cardinality!.IsLiteral.Should().BeFalse();

    [Fact]
    public void Without_a_number_or_a_collection_it_is_refused() =>
        Breaks("multi-instance-count-missing", Around("<bpmn:userTask id=\"t\"><bpmn:multiInstanceLoopCharacteristics/></bpmn:userTask>", "t"), "t");

    [Fact]
    public void Behaviours_refer_to_shared_events()
    {
        const string Signal = "<bpmn:signal id=\"sg\" name=\"one done\"/><bpmn:signalEventDefinition id=\"sd\" signalRef=\"sg\"/>";
        var loop = (MultiInstance)Activity("<bpmn:multiInstanceLoopCharacteristics behavior=\"One\" oneBehaviorEventRef=\"sd\"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>", Signal).Loop!;
        loop.Should().Match<MultiInstance>(instance => instance.Behavior == MultiInstanceBehavior.One && instance.OneEvent is SignalEventDefinition);
        Breaks("multi-instance-event-missing", Around("<bpmn:userTask id=\"t\"><bpmn:multiInstanceLoopCharacteristics behavior=\"None\"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>", "t"), "t");
        Breaks("attribute-value", Around("<bpmn:userTask id=\"t\"><bpmn:multiInstanceLoopCharacteristics behavior=\"Some\"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>", "t"), "t");
    }
}
