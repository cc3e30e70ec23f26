using System.Security;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Tests.Feel;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Writes a model with one decision table from rows such as <c>"&lt; 13 | \"high\" -> \"now\" // policy 4"</c>.</summary>
internal static class Table
{
    public static string Xml(string hitPolicy, string inputs, string outputs, params string[] rules)
    {
        var inputXml = inputs.Split('|').Select(i => $"<input><inputExpression><text>{Escape(i)}</text></inputExpression></input>");
        var outputXml = outputs.Split('|').Select(Output);
        return $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:test">
              <decision id="threshold" name="Threshold">
                <decisionTable {hitPolicy}>
                  {string.Concat(inputXml)}{string.Concat(outputXml)}<annotation name="Source"/>
                  {string.Concat(rules.Select(Rule))}
                </decisionTable>
              </decision>
            </definitions>
            """;
    }

    public static DecisionResult Evaluate(string xml, string inputs)
    {
        var reading = DmnModel.Read(xml);
        reading.Problems.Should().BeEmpty();
        return reading.Model!.Evaluate("Threshold", Expect.Scope(inputs), Expect.Environment);
    }

    private static string Output(string output)
    {
        var parts = output.Split(':');
        var values = parts.Length > 1 ? $"<outputValues><text>{Escape(parts[1])}</text></outputValues>" : "";
        return $"<output name=\"{parts[0].Trim()}\">{values}</output>";
    }

    private static string Rule(string rule, int index)
    {
        var (body, note) = rule.Split("//") is [var b, var n] ? (b, n.Trim()) : (rule, "");
        var sides = body.Split("->");
        string Cells(string text, string name) =>
            string.Concat(text.Split('|').Select(c => $"<{name}><text>{Escape(c.Trim())}</text></{name}>"));
        return $"<rule id=\"r{index + 1}\">{Cells(sides[0], "inputEntry")}{Cells(sides[1], "outputEntry")}" +
            $"<annotationEntry><text>{Escape(note)}</text></annotationEntry></rule>";
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
