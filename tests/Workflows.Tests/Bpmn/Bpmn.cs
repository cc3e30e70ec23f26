using System.Text;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Tests.Bpmn;

/// <summary>Small BPMN files for tests.</summary>
internal static class File
{
    /// <summary>A file with these elements in one executable process <c>p</c>, and these beside it.</summary>
    public static string Of(string elements, string beside = "", bool executable = true) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:peninsula="https://peninsula.example/bpmn/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="file" targetNamespace="tests">
        {beside}
        <bpmn:process id="p" isExecutable="{(executable ? "true" : "false")}">
        {elements}
        </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>Start, the one element, end, connected.</summary>
    public static string Around(string element, string id, string beside = "") =>
        Of($"""
            <bpmn:startEvent id="s"/>
            {element}
            <bpmn:endEvent id="e"/>
            {Flow("s", id)}
            {Flow(id, "e")}
            """, beside);

    public static string Flow(string source, string target, string condition = "") =>
        condition.Length == 0
            ? $"<bpmn:sequenceFlow id=\"{source}-{target}\" sourceRef=\"{source}\" targetRef=\"{target}\"/>"
            : $"<bpmn:sequenceFlow id=\"{source}-{target}\" sourceRef=\"{source}\" targetRef=\"{target}\"><bpmn:conditionExpression>{condition}</bpmn:conditionExpression></bpmn:sequenceFlow>";

    public static BpmnReading Read(string file) => BpmnReader.Read(Encoding.UTF8.GetBytes(file));

    public static ProcessDefinition Process(string file)
    {
        var reading = Read(file);
        reading.Problems.Should().BeEmpty();
        return reading.Processes[0];
    }

    public static TNode Node<TNode>(string file, string id)
        where TNode : FlowNode =>
        Process(file).Node(id).Should().BeOfType<TNode>().Subject;

    /// <summary>The file is read, and the rule says that the element is worth a look.</summary>
    public static void Warns(string rule, string file, string? at = null)
    {
        var reading = Read(file);
        reading.Problems.Should().BeEmpty();
        reading.Warnings.Should().Contain(
            warning => warning.Rule == rule && (at == null || warning.ElementId == at), $"there should be a warning of {rule}, and there are: {string.Join("; ", reading.Warnings.Select(warning => warning.Rule + " " + warning))}");
    }

    /// <summary>The file breaks the rule at that element, and says so once.</summary>
    public static BpmnProblem Breaks(string rule, string file, string? at = null)
    {
        var reading = Read(file);
        reading.Processes.Should().BeEmpty();
        var problem = reading.Problems.Should().ContainSingle(p => p.Rule == rule && (at == null || p.ElementId == at),
            $"the file should break {rule}, and has: {string.Join("; ", reading.Problems)}").Subject;
        problem.Line.Should().BePositive();
        return problem;
    }
}
