using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Tests.Feel;
using static Peninsula.Decisions.Tests.Dmn.Drg;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Decision services (DMN 1.5, 6.3.9 and 10.4), called from outside and from expressions.</summary>
public class ServiceTests
{
    private static readonly string Model = Xml(
        Input("age", "number"),
        Input("missing before", "boolean"),
        Decision("points", Literal("if age < 13 then 3 else 1"), "number", "input:age"),
        Decision("total", Literal("points + (if missing before then 2 else 0)"), "number", "decision:points input:missing_before"),
        Decision("urgent", Literal("total > 3"), "boolean", "decision:total"),
        Service("whole", "total", "points", inputs: "age missing_before"),
        Service("from points", "total", "", "points", "missing_before"),
        Service("both", "total urgent", "points", inputs: "age missing_before"),
        Service("typed", "total", "points", inputs: "age missing_before", type: "string"),
        Decision("calls", Literal("whole(10, true)"), null, "knowledge:whole"),
        Decision("calls by name", Literal("whole(missing before: true, age: 20)"), null, "knowledge:whole"),
        Decision("calls wrongly", Literal("whole(\"ten\", true)"), null, "knowledge:whole"),
        Decision("calls with too few", Literal("whole(10)"), null, "knowledge:whole"),
        Decision("calls with a decision", Literal("from points(true, 7)"), null, "knowledge:from_points"),
        Decision("calls for several", Literal("both(10, true).urgent"), null, "knowledge:both"),
        Decision("is given", Literal("for f in [whole] return f(20, false)"), null, "knowledge:whole"));

    [Theory]
    [InlineData("calls", "5")]
    [InlineData("calls by name", "3")]
    [InlineData("calls wrongly", "null")]
    [InlineData("calls with too few", "null")]
    [InlineData("calls with a decision", "9")]
    [InlineData("calls for several", "true")]
    [InlineData("is given", "[1]")]
    public void Is_called_like_a_function(string decision, string expected) => Value(Model, decision).Should().Be(expected);

    [Theory]
    [InlineData("whole", """{"age": 10, "missing before": true}""", "5")]
    [InlineData("from points", """{"points": 7, "missing before": true}""", "9")]
    [InlineData("both", """{"age": 10, "missing before": true}""", "{total: 5, urgent: true}")]
    [InlineData("both", """{"age": 10}""", "{total: 3, urgent: false}")]
    [InlineData("typed", """{"age": 10, "missing before": true}""", "null")]
    [InlineData("nothing", "{}", "null")]
    public void Is_evaluated_from_outside(string service, string inputs, string expected) => DmnModel.Read(Model).Model!
        .EvaluateService(service, Expect.Scope(inputs), Expect.Environment).Value.ToString().Should().Be(expected);

    [Fact]
    public void Lists_its_services() => DmnModel.Read(Model).Model!.DecisionServices.Should().Equal("whole", "from points", "both", "typed");

    [Fact]
    public void Evaluates_what_has_no_logic_to_null() =>
        Value(Xml(Decision("empty", ""), Decision("D", Literal("empty = null"), null, "decision:empty")), "D").Should().Be("true");
}
