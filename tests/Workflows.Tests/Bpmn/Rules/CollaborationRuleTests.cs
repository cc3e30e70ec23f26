using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class CollaborationRuleTests
{
    private static string With(string collaboration) => Around("<bpmn:task id=\"t\"/><bpmn:exclusiveGateway id=\"x\"/><bpmn:task id=\"u\"/>" + Flow("x", "u"), "t",
        $"<bpmn:collaboration id=\"c\"><bpmn:participant id=\"pool\" processRef=\"p\"/><bpmn:participant id=\"outside\"/>{collaboration}</bpmn:collaboration>");

    [Fact]
    public void Messages_flow_between_pools() =>
        Read(With("<bpmn:messageFlow id=\"f\" sourceRef=\"outside\" targetRef=\"t\"/><bpmn:messageFlow id=\"h\" sourceRef=\"e\" targetRef=\"outside\"/>")).Problems.Should().BeEmpty();

    [Theory]
    [InlineData("reference-missing", "outside", "gone")]
    [InlineData("message-flow-inside-pool", "t", "u")]
    [InlineData("message-flow-end", "outside", "x")]
    [InlineData("message-flow-end", "outside", "e")]
    [InlineData("message-flow-end", "s", "outside")]
    public void A_message_flow_leads_from_a_sender_to_a_receiver_elsewhere(string rule, string source, string target) =>
        Breaks(rule, With($"<bpmn:messageFlow id=\"f\" sourceRef=\"{source}\" targetRef=\"{target}\"/>"), "f");

    [Fact]
    public void A_pools_process_is_there() => Breaks("reference-missing", With("<bpmn:participant id=\"q\" processRef=\"gone\"/>"), "q");
}
