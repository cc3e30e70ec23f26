using static Peninsula.Decisions.Tests.Dmn.Drg;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Values are brought to the type that is declared where they arrive, or are null (DMN 1.5, 10.3.2.9.4).</summary>
public class CoercionTests
{
    private const string Types = """
        <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name="tChild"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tChildren" isCollection="true"><typeRef>tChild</typeRef></itemDefinition>
        <itemDefinition name="tRisk"><typeRef>string</typeRef><allowedValues><text>"low","high"</text></allowedValues></itemDefinition>
        <itemDefinition name="tRisks" isCollection="true"><typeRef>string</typeRef><allowedValues><text>"low","high"</text></allowedValues></itemDefinition>
        <itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
        <itemDefinition name="tOuter"><itemComponent name="child"><typeRef>tChild</typeRef></itemComponent><itemComponent name="risk"><typeRef>tRisk</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tAlias"><typeRef>tRisk</typeRef></itemDefinition>
        <itemDefinition name="tTeen"><typeRef>number</typeRef><allowedValues><text>[13..19]</text></allowedValues></itemDefinition>
        """;

    [Theory]
    [InlineData("number", "1", "1")]
    [InlineData("number", "\"a\"", "null")]
    [InlineData("number", "[1]", "1")]
    [InlineData("number", "[1, 2]", "null")]
    [InlineData("number", "[\"a\"]", "null")]
    [InlineData("string", "[\"a\"]", "\"a\"")]
    [InlineData("boolean", "null", "null")]
    [InlineData("Any", "[1]", "[1]")]
    [InlineData("tNumbers", "1", "[1]")]
    [InlineData("tNumbers", "[1, null]", "[1, null]")]
    [InlineData("tNumbers", "[1, \"a\"]", "null")]
    [InlineData("tNumbers", "\"a\"", "null")]
    [InlineData("tNumbers", "null", "null")]
    [InlineData("tNumbers", "[]", "[]")]
    [InlineData("date and time", "@\"2026-05-01\"", "@\"2026-05-01T00:00:00Z\"")]
    [InlineData("dateTime", "date(\"2026-05-01\")", "@\"2026-05-01T00:00:00Z\"")]
    [InlineData("date", "@\"2026-05-01T10:00:00\"", "null")]
    [InlineData("days and time duration", "@\"P1D\"", "@\"P1D\"")]
    [InlineData("days and time duration", "@\"P1Y\"", "null")]
    [InlineData("dayTimeDuration", "@\"PT1H\"", "@\"PT1H\"")]
    [InlineData("yearMonthDuration", "@\"P1Y\"", "@\"P1Y\"")]
    [InlineData("tChild", "{name: \"A\", age: 5}", "{name: \"A\", age: 5}")]
    [InlineData("tChild", "{name: \"A\", age: 5, extra: 1}", "{name: \"A\", age: 5, extra: 1}")]
    [InlineData("tChild", "{name: \"A\", age: null}", "{name: \"A\", age: null}")]
    [InlineData("tChild", "{name: \"A\"}", "null")]
    [InlineData("tChild", "{name: 5, age: 5}", "null")]
    [InlineData("tChild", "[{name: \"A\", age: 5}]", "{name: \"A\", age: 5}")]
    [InlineData("tChildren", "{name: \"A\", age: 5}", "[{name: \"A\", age: 5}]")]
    [InlineData("tChildren", "[{name: \"A\", age: 5}, 1]", "null")]
    [InlineData("tRisk", "\"high\"", "\"high\"")]
    [InlineData("tRisk", "\"none\"", "null")]
    [InlineData("tAlias", "\"none\"", "null")]
    [InlineData("tRisks", "[\"low\", \"high\"]", "[\"low\", \"high\"]")]
    [InlineData("tRisks", "[\"low\", \"none\"]", "null")]
    [InlineData("tRisks", "\"low\"", "[\"low\"]")]
    [InlineData("tPair", "[1, 2]", "[1, 2]")]
    [InlineData("tPair", "[1, 2, 3]", "null")]
    [InlineData("tTeen", "13", "13")]
    [InlineData("tTeen", "12", "null")]
    [InlineData("tOuter", "{child: {name: \"A\", age: 5}, risk: \"low\"}", "{child: {name: \"A\", age: 5}, risk: \"low\"}")]
    [InlineData("tOuter", "{child: {name: \"A\", age: 5}, risk: \"none\"}", "null")]
    [InlineData("tOuter", "{child: {name: \"A\"}, risk: \"low\"}", "null")]
    public void Brings_a_result_to_its_type_or_to_null(string type, string expression, string expected)
    {
        Value(Xml(Types, Decision("D", Literal(expression), type)), "D").Should().Be(expected);
        Value(Xml(Types, Decision("D", Literal(expression, type))), "D").Should().Be(expected);
        Value(Xml(Types, Decision("D", $"<context>{Entry("x", Literal(expression), type)}{Entry(null, Literal("x"))}</context>")), "D").Should().Be(expected);
        Value(Xml(Types, Knowledge("f", $"x:{type}", Literal("x")), Decision("D", Literal($"f({expression})"), null, "knowledge:f")), "D").Should().Be(expected);
        Value(Xml(Types, Knowledge("f", "", Literal(expression), type), Decision("D", Literal("f()"), null, "knowledge:f")), "D").Should().Be(expected);
        Value(Xml(Types, Input("i", type), Decision("S", Literal("i"), null, "input:i"), Service("service", "S", inputs: "i"), Decision("D", Literal($"service({expression})"), null, "knowledge:service")), "D").Should().Be(expected);
    }

    [Theory]
    [InlineData("number", "5", "5")]
    [InlineData("number", "\"5\"", "null")]
    [InlineData("number", "[5]", "5")]
    [InlineData("tNumbers", "5", "[5]")]
    [InlineData("tRisk", "\"none\"", "null")]
    public void Brings_an_input_to_its_type_or_to_null(string type, string json, string expected) =>
        Value(Xml(Types, Input("i", type), Decision("D", Literal("i"), null, "input:i")), "D", $$"""{"i": {{json}}}""").Should().Be(expected);

    [Theory]
    [InlineData("function(x: number) x", "[5]", "5")]
    [InlineData("function(x: number) x", "\"a\"", "null")]
    [InlineData("function(x: number) 7", "\"a\"", "null")]
    [InlineData("function(x: list<number>) x", "5", "[5]")]
    [InlineData("function(x: date and time) x", "@\"2026-05-01\"", "@\"2026-05-01T00:00:00Z\"")]
    public void Brings_an_argument_to_its_parameters_type_or_the_call_to_null(string function, string argument, string expected) =>
        Value(Xml(Decision("D", Literal($"{{f: {function}, r: f({argument})}}.r"))), "D").Should().Be(expected);
}
