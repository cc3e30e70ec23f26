using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class CallActivityTests
{
    [Theory]
    [InlineData("calledElement=\"other\"", "", "other")]
    [InlineData("calledElement=\"tns:other\"", "", "other")]
    [InlineData("", "<zeebe:calledElement processId=\"other\"/>", "other")]
    [InlineData("", "<zeebe:calledElement processId=\"= which\"/>", "= which")]
    public void What_is_called_is_named(string attributes, string extension, string expected) =>
        Node<CallActivity>(Around($"<bpmn:callActivity id=\"c\" {attributes}><bpmn:extensionElements>{extension}</bpmn:extensionElements></bpmn:callActivity>", "c"), "c")
            .ProcessId.Text.Should().Be(expected);

    [Fact]
    public void It_can_keep_variables_to_itself()
    {
        var call = Node<CallActivity>(Around("<bpmn:callActivity id=\"c\"><bpmn:extensionElements><zeebe:calledElement processId=\"q\" propagateAllParentVariables=\"false\" propagateAllChildVariables=\"false\"/></bpmn:extensionElements></bpmn:callActivity>", "c"), "c");
        (call.PropagateAllParentVariables, call.PropagateAllChildVariables).Should().Be((false, false));
    }

    [Fact]
    public void Calling_nothing_is_reported() => Breaks("called-element-missing", Around("<bpmn:callActivity id=\"c\"/>", "c"), "c");

    [Fact]
    public void A_global_task_is_a_process_that_can_be_called()
    {
        var reading = Read(Around("<bpmn:callActivity id=\"c\" calledElement=\"g\"/>", "c", "<bpmn:globalUserTask id=\"g\" name=\"Anywhere\"/>"));
        var global = reading.Processes.Single(process => process.Id == "g");
        global.Node("g").Should().BeOfType<UserTask>().Which.Incoming.Should().ContainSingle();
        global.StartEvents.Should().ContainSingle();
    }
}
