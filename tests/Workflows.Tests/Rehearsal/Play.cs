using System.Text;
using Peninsula.Workflows.Rehearsal;

namespace Peninsula.Workflows.Tests.Rehearsal;

/// <summary>Plays a scenario on processes written in the test, without files.</summary>
internal static class Play
{
    /// <summary>Plays steps on the process <c>p</c>, whose content is given, and on others that the text adds after it.</summary>
    public static Task<RehearsalResult> Async(string process, string steps, string more = "", string shared = "", RehearsalSetup? setup = null)
    {
        var scenario = Scenario.Parse($$"""{"definitions": ["p.bpmn"], "process": "p", "signedInAs": "sam.lee", {{steps}}}""", "/nowhere");
        return Async(scenario, process, more, shared, setup);
    }

    /// <summary>Plays a scenario on the process <c>p</c>, whose content is given, and on others that the text adds after it.</summary>
    public static Task<RehearsalResult> Async(Scenario scenario, string process, string more = "", string shared = "", RehearsalSetup? setup = null)
    {
        var bpmn = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:example">
              {shared}
              <bpmn:process id="p" isExecutable="true">{process}</bpmn:process>
              {more}
            </bpmn:definitions>
            """;
        return new Rehearser((setup ?? new RehearsalSetup()) with { ReadFile = _ => Encoding.UTF8.GetBytes(bpmn) }).PlayAsync(scenario);
    }

    /// <summary>Plays steps that must all do what they should.</summary>
    public static async Task PassesAsync(string process, string steps, string more = "", string shared = "", RehearsalSetup? setup = null) =>
        (await Async(process, steps, more, shared, setup)).ToString().Should().Be("passed");

    /// <summary>A start event, one user task after another, and an end.</summary>
    public static string Tasks(params string[] ids)
    {
        var all = new[] { "s" }.Concat(ids).Append("e").ToArray();
        var nodes = string.Concat(ids.Select(User));
        return $"<bpmn:startEvent id=\"s\" />{nodes}<bpmn:endEvent id=\"e\" />" + Path(all);
    }

    public static string User(string id) => $"<bpmn:userTask id=\"{id}\"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>";

    public static string Service(string id, string type) =>
        $"<bpmn:serviceTask id=\"{id}\"><bpmn:extensionElements><zeebe:taskDefinition type=\"{type}\" /></bpmn:extensionElements></bpmn:serviceTask>";

    public static string Path(params string[] ids) =>
        string.Concat(ids.Zip(ids.Skip(1)).Select(pair => $"<bpmn:sequenceFlow id=\"{pair.First}-{pair.Second}\" sourceRef=\"{pair.First}\" targetRef=\"{pair.Second}\" />"));
}
