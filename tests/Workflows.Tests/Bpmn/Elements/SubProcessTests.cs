using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class SubProcessTests
{
    [Fact]
    public void A_sub_process_contains_its_nodes_and_inherits_lanes()
    {
        var process = Process(Of($"""
            <bpmn:laneSet><bpmn:lane id="l" name="Police" peninsula:agency="police.mash"><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            <bpmn:startEvent id="s"/>
            <bpmn:subProcess id="sub"><bpmn:startEvent id="is"/><bpmn:userTask id="it"/>{Flow("is", "it")}</bpmn:subProcess>
            {Flow("s", "sub")}
            """));
        var inner = process.Node("it")!;
        inner.Container.Should().BeSameAs(process.Node("sub"));
        inner.Lane!.Extension("agency").Should().Be("police.mash");
        process.Children.Select(node => node.Id).Should().Equal("s", "sub");
        process.Nodes.Select(node => node.Index).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Event_sub_processes_are_listed_with_their_container()
    {
        var process = Process(Of("""
            <bpmn:startEvent id="s"/>
            <bpmn:subProcess id="ev" triggeredByEvent="true"><bpmn:startEvent id="es" isInterrupting="false"><bpmn:escalationEventDefinition/></bpmn:startEvent></bpmn:subProcess>
            """));
        process.EventSubProcesses.Should().ContainSingle().Which.StartEvents.Should().ContainSingle()
            .Which.Should().Match<StartEvent>(start => !start.IsInterrupting && start.Definition is EscalationEventDefinition);
    }

    [Fact]
    public void An_ad_hoc_sub_process_says_how_it_goes()
    {
        var adHoc = Node<AdHocSubProcess>(Around("""
            <bpmn:adHocSubProcess id="a" ordering="Sequential" cancelRemainingInstances="false">
              <bpmn:extensionElements><zeebe:adHoc activeElementsCollection="= first"/></bpmn:extensionElements>
              <bpmn:task id="one"/><bpmn:completionCondition>= done</bpmn:completionCondition>
            </bpmn:adHocSubProcess>
            """, "a"), "a");
        adHoc.Should().Match<AdHocSubProcess>(process => process.Sequential && !process.CancelRemainingInstances);
        adHoc.CompletionCondition!.Feel!.Names.Should().Equal("done");
        adHoc.ActiveElements!.Feel!.Names.Should().Equal("first");
    }

    [Fact]
    public void A_transaction_is_one() =>
        Node<Transaction>(Around("<bpmn:transaction id=\"t\"><bpmn:task id=\"i\"/></bpmn:transaction>", "t"), "t").Children.Should().ContainSingle();

    [Fact]
    public void Data_objects_and_properties_are_variables() =>
        Process(Of("<bpmn:property id=\"p1\" name=\"counter\"/><bpmn:dataObject id=\"people\"/><bpmn:dataObject id=\"x\" name=\"a drawing only\"/><bpmn:startEvent id=\"s\"/>"))
            .DataItems.Select(item => item.Name).Should().Equal("counter", "people");
}
