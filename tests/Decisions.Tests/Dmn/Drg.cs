using System.Security;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Tests.Feel;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Writes small models: an element's id is its name, with '_' for spaces.</summary>
internal static class Drg
{
    public static string Xml(params string[] elements) => Xml("urn:test", elements);

    public static string Xml(string modelNamespace, string[] elements) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="{modelNamespace}">
        {string.Join('\n', elements)}
        </definitions>
        """;

    public static string Input(string name, string? type = null) =>
        $"""<inputData id="{Id(name)}" name="{name}"><variable name="{name}"{Type(type)}/></inputData>""";

    /// <summary>What it requires is written such as <c>input:a decision:b knowledge:c</c>.</summary>
    public static string Decision(string name, string logic, string? type = null, string requires = "") =>
        $"""<decision id="{Id(name)}" name="{name}"><variable name="{name}"{Type(type)}/>{Requirements(requires)}{logic}</decision>""";

    public static string Knowledge(string name, string parameters, string logic, string? type = null, string requires = "") =>
        $"""<businessKnowledgeModel id="{Id(name)}" name="{name}"><variable name="{name}"{Type(type)}/><encapsulatedLogic>{Parameters(parameters)}{logic}</encapsulatedLogic>{Requirements(requires)}</businessKnowledgeModel>""";

    public static string Service(string name, string outputs, string encapsulated = "", string decisions = "", string inputs = "", string? type = null) =>
        $"""<decisionService id="{Id(name)}" name="{name}"><variable name="{name}"{Type(type)}/>{References("outputDecision", outputs)}{References("encapsulatedDecision", encapsulated)}{References("inputDecision", decisions)}{References("inputData", inputs)}</decisionService>""";

    public static string Literal(string text, string? type = null) =>
        $"<literalExpression{Type(type)}><text>{SecurityElement.Escape(text)}</text></literalExpression>";

    public static string Parameters(string parameters) => string.Concat(parameters.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split(':')).Select(p => $"<formalParameter name=\"{p[0]}\"{Type(p.Length > 1 ? p[1] : null)}/>"));

    public static string Entry(string? name, string logic, string? type = null) =>
        $"<contextEntry>{(name is null ? "" : $"<variable name=\"{name}\"{Type(type)}/>")}{logic}</contextEntry>";

    /// <summary>The value of a decision, as FEEL text.</summary>
    public static string Value(string xml, string decision, string inputs = "{}", params DmnModel[] imports)
    {
        var reading = DmnModel.Read(xml, new DmnReadOptions { Imports = imports });
        reading.Model.Should().NotBeNull(string.Join("; ", reading.Problems));
        return reading.Model!.Evaluate(decision, Expect.Scope(inputs), Expect.Environment).Value.ToString();
    }

    private static string Id(string name) => name.Replace(' ', '_');

    private static string Type(string? type) => type is null ? "" : $" typeRef=\"{type}\"";

    private static string References(string element, string names) =>
        string.Concat(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => $"<{element} href=\"#{n}\"/>"));

    private static string Requirements(string requires) => string.Concat(requires.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
    {
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, target) = (text[..at], text[(at + 1)..]);
        var href = target.Contains('#', StringComparison.Ordinal) ? target : "#" + target;
        return kind switch
        {
            "input" => $"<informationRequirement><requiredInput href=\"{href}\"/></informationRequirement>",
            "decision" => $"<informationRequirement><requiredDecision href=\"{href}\"/></informationRequirement>",
            _ => $"<knowledgeRequirement><requiredKnowledge href=\"{href}\"/></knowledgeRequirement>",
        };
    }));
}
