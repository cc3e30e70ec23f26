using Peninsula.Decisions.Dmn;
using static Peninsula.Decisions.Tests.Dmn.Drg;

namespace Peninsula.Decisions.Tests.Dmn;

public class ImportTests
{
    private static readonly DmnModel Lower = Read("urn:lower", [], Input("age", "number"), Decision("doubled", Literal("age * 2"), null, "input:age"));

    private static readonly DmnModel Base = Read(
        "urn:base",
        [Lower],
        "<itemDefinition name=\"tRisk\"><typeRef>string</typeRef><allowedValues><text>\"low\",\"high\"</text></allowedValues></itemDefinition>",
        Import("lower", "urn:lower"),
        Input("age", "number"),
        Knowledge("points for", "years:number", Literal("years * 3")),
        Decision("own age", Literal("age"), null, "input:age"),
        Decision("below", Literal("lower.doubled"), null, "decision:urn:lower#doubled"),
        Service("ages", "own_age below"));

    [Theory]
    [InlineData("base.own age + 1", "decision:urn:base#own_age", "6")]
    [InlineData("base.points for(2)", "knowledge:urn:base#points_for", "6")]
    [InlineData("base.points for(years: 2)", "knowledge:urn:base#points_for", "6")]
    [InlineData("base.age", "input:urn:base#age", "5")]
    [InlineData("base.below", "decision:urn:base#below", "10")]
    public void Reaches_what_it_imports_by_the_imports_name(string expression, string requires, string expected) => Value(
        Xml(Import("base", "urn:base"), Decision("D", Literal(expression), null, requires)),
        "D",
        """{"age": 5}""",
        Base).Should().Be(expected);

    [Fact]
    public void Reaches_what_it_imports_without_a_name_as_its_own() => Value(
        Xml(Import("", "urn:base"), Decision("D", Literal("age + points for(1)"), null, "input:urn:base#age knowledge:urn:base#points_for")),
        "D",
        """{"age": 5}""",
        Base).Should().Be("8");

    [Fact]
    public void Knows_the_types_of_what_it_imports()
    {
        Value(Xml(Import("base", "urn:base"), Decision("D", Literal("\"low\""), "base.tRisk")), "D", "{}", Base).Should().Be("\"low\"");
        Value(Xml(Import("base", "urn:base"), Decision("D", Literal("\"none\""), "base.tRisk")), "D", "{}", Base).Should().Be("null");
        Value(Xml(Import("base", "urn:base"), Decision("D", Literal("1 instance of base.tRisk"))), "D", "{}", Base).Should().Be("false");
    }

    [Theory]
    [InlineData("""{"age": 1, "base": {"age": 2}}""", "[1, 2]")]
    [InlineData("""{"age": 1, "base.age": 2}""", "[1, 2]")]
    [InlineData("""{"age": 1}""", "[1, 1]")]
    public void Tells_its_own_input_from_one_it_imports(string inputs, string expected) => Value(
        Xml(Import("base", "urn:base"), Input("age", "number"), Decision("D", Literal("[age, base.own age]"), null, "input:age decision:urn:base#own_age")),
        "D",
        inputs,
        Base).Should().Be(expected);

    [Fact]
    public void Refuses_a_model_that_was_not_given() => DmnModel.Read(Xml(Import("base", "urn:base"), Decision("D", Literal("1"))))
        .Problems.Should().ContainSingle().Which.Message.Should().Be("the imported model 'urn:base' was not given");

    private static string Import(string name, string modelNamespace) =>
        $"""<import name="{name}" namespace="{modelNamespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>""";

    private static DmnModel Read(string modelNamespace, DmnModel[] imports, params string[] elements) =>
        DmnModel.Read(Xml(modelNamespace, elements), new DmnReadOptions { Imports = imports }).Model!;
}
