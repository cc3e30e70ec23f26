using System.Text;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn;

/// <summary>Files as such: whatever comes in, a reading comes out.</summary>
public sealed class FileTests
{
    private static BpmnProblem Only(string content, BpmnReaderOptions? options = null) =>
        BpmnReader.Read(Encoding.UTF8.GetBytes(content), options).Problems.Should().ContainSingle().Subject;

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<a>")]
    [InlineData("<?xml version='1.0' encoding='klingon'?><a/>")]
    public void What_is_not_XML_is_said_to_be_none(string content) => Only(content).Rule.Should().Be("not-xml");

    [Fact]
    public void Another_kind_of_XML_is_named()
    {
        Only("<html/>").Message.Should().Contain("<html>");
        Only("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>").Rule.Should().Be("not-bpmn");
    }

    [Fact]
    public void A_document_type_is_refused_before_its_entities_are_read() =>
        Only("<!DOCTYPE d [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>").Rule.Should().Be("dtd-prohibited");

    [Fact]
    public void A_file_over_the_limit_is_refused_with_its_size()
    {
        var fifty = new byte[50 * 1024 * 1024];
        BpmnReader.Read(fifty).Problems.Should().ContainSingle().Which.Message.Should().Contain("52,428,800");
        using var stream = new MemoryStream(fifty);
        BpmnReader.Read(stream).Problems.Should().ContainSingle().Which.Rule.Should().Be("file-too-large");
    }

    [Fact]
    public void Deep_nesting_is_refused_without_harm()
    {
        const int Depth = 100_000;
        var open = string.Concat(Enumerable.Repeat("<bpmn:subProcess>", Depth));
        var close = string.Concat(Enumerable.Repeat("</bpmn:subProcess>", Depth));
        Read(Of(open + close)).Problems.Should().ContainSingle().Which.Rule.Should().Be("nested-too-deep");
        // Skipped parts of a file do not count on the stack either.
        Read(Of("<bpmn:startEvent id='s'/>", string.Concat(Enumerable.Repeat("<x xmlns='urn:x'>", Depth)) + string.Concat(Enumerable.Repeat("</x>", Depth))))
            .IsValid.Should().BeTrue();
    }

    [Fact]
    public void Any_prefix_will_do() =>
        Read("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p' isExecutable='true'><startEvent id='s'/></process></definitions>")
            .Processes.Should().ContainSingle().Which.Node("s").Should().BeOfType<StartEvent>();

    [Fact]
    public void A_file_that_only_draws_is_valid_and_has_nothing_to_run()
    {
        var reading = Read(Of("<bpmn:startEvent id='s'/><bpmn:boundaryEvent id='b' attachedToRef='t'><bpmn:messageEventDefinition/></bpmn:boundaryEvent><bpmn:task id='t'/>", executable: false));
        reading.IsValid.Should().BeTrue();
        reading.Processes.Should().BeEmpty();
        reading.Drawings.Should().Equal("p");
    }

    [Fact]
    public void A_process_that_does_not_say_is_a_drawing() =>
        Read(Of("<bpmn:startEvent id='s'/>").Replace(" isExecutable=\"true\"", "", StringComparison.Ordinal)).Drawings.Should().Equal("p");

    [Fact]
    public void A_drawing_keeps_the_structure_of_BPMN() =>
        Breaks("flow-target-missing", Of("<bpmn:startEvent id='s'/><bpmn:sequenceFlow id='f' sourceRef='s' targetRef='nowhere'/>", executable: false), "f");

    [Fact]
    public void Several_processes_of_one_file_are_read()
    {
        var reading = Read(Of("<bpmn:startEvent id='s'/>", "<bpmn:process id='q' isExecutable='true'><bpmn:startEvent id='t'/></bpmn:process>"));
        reading.Processes.Select(process => process.Id).Should().BeEquivalentTo("p", "q");
    }

    [Fact]
    public void All_problems_are_reported_at_once_in_the_order_of_the_file()
    {
        var reading = Read(Of("""
            <bpmn:startEvent id="s"/>
            <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="gone"/>
            <bpmn:endEvent id="e"><bpmn:errorEventDefinition/></bpmn:endEvent>
            <bpmn:intermediateCatchEvent id="c"/>
            """));
        reading.Problems.Select(problem => problem.Rule).Should().Equal("flow-target-missing", "error-code-missing", "catch-kind", "event-without-incoming");
        reading.Problems.Select(problem => problem.Line).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Unknown_elements_of_BPMN_are_named() =>
        Breaks("unknown-element", Of("<bpmn:startEvent id='s'/><bpmn:teleport id='x'/>"), "x").Message.Should().Contain("teleport");

    [Fact]
    public void Elements_where_they_do_not_belong_are_named() =>
        Breaks("element-misplaced", Of("<bpmn:startEvent id='s'/><bpmn:userTask id='t'><bpmn:userTask id='inner'/></bpmn:userTask>"), "inner");

    [Fact]
    public void Choreographies_are_refused_by_name() =>
        Breaks("element-unsupported", Of("<bpmn:startEvent id='s'/><bpmn:choreographyTask id='c'/>"), "c").Message.Should().Contain("choreographyTask");

    [Fact]
    public void An_extension_that_the_engine_does_not_run_is_named() =>
        Breaks("extension-unsupported", Around("<bpmn:userTask id='t'><bpmn:extensionElements><zeebe:executionListeners/></bpmn:extensionElements></bpmn:userTask>", "t"), "t")
            .Message.Should().Contain("executionListeners");

    [Fact]
    public void An_id_is_given_once() =>
        Breaks("duplicate-id", Of("<bpmn:startEvent id='s'/><bpmn:userTask id='s'/>"), "s").Message.Should().Contain("startEvent");

    [Fact]
    public void What_tools_add_is_kept_out_of_the_way() =>
        Read(Of("<bpmn:startEvent id='s' color:x='1' xmlns:color='urn:c'/>",
            "<d:Diagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI'><d:Shape bpmnElement='s'/></d:Diagram>")).IsValid.Should().BeTrue();

    [Fact]
    public void Flags_and_numbers_must_be_such()
    {
        Breaks("attribute-value", Around("<bpmn:userTask id='t' isForCompensation='maybe'/>", "t"), "t");
        Breaks("attribute-value", Around("<bpmn:userTask id='t' startQuantity='none'/>", "t"), "t");
    }
}
