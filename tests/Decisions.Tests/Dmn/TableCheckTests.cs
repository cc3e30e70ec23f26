using Peninsula.Decisions.Dmn;

namespace Peninsula.Decisions.Tests.Dmn;

public class TableCheckTests
{
    [Fact]
    public void Finds_nothing_wrong_with_a_complete_table() =>
        Check("", "< 13 | - -> 1", "[13..16) | \"high\" -> 1", "[13..16) | not(\"high\") -> 2", ">= 16 | - -> 3").Should().BeEmpty();

    [Fact]
    public void Finds_a_gap_between_intervals() =>
        Check("", "< 13 | - -> 1", "> 13 | - -> 2").Should().Equal("'Threshold' has no rule for age = 13");

    [Fact]
    public void Finds_a_value_that_is_not_thought_of() =>
        Check("", "- | \"high\" -> 1", "- | \"low\" -> 2").Should().Equal("'Threshold' has no rule for age = any other value, risk = any other value");

    [Fact]
    public void Finds_rules_that_clash() =>
        Check("", "<= 13 | - -> 1", ">= 13 | - -> 2").Should().Equal("rules 1 and 2 of 'Threshold' both match age = 13, risk = any other value");

    [Fact]
    public void Lets_rules_agree_where_the_hit_policy_does() =>
        Check("hitPolicy=\"ANY\"", "<= 13 | - -> 1", ">= 13 | - -> 1").Should().BeEmpty();

    [Fact]
    public void Finds_a_rule_that_is_never_reached() => Check("hitPolicy=\"FIRST\"", "< 18 | - -> 1", "< 13 | \"high\" -> 2", "- | - -> 3")
        .Should().Equal("rule 2 of 'Threshold' is never reached");

    [Fact]
    public void Says_what_it_cannot_know() => Check("", "< limit | - -> 1", "? > limit | - -> 2").Should().Equal(
        "'Threshold' could not be checked for gaps and overlaps altogether: rule 1, as 1 more do, tests '< limit', and what passes depends on more than the column's value");

    [Fact]
    public void Finds_a_gap_that_no_unknown_cell_could_fill() => Check("", "< limit | \"high\" -> 1", "- | \"low\" -> 2")
        .Should().Contain("'Threshold' has no rule for age = any other value, risk = any other value");

    [Fact]
    public void Finds_rules_that_clash_beside_unknown_cells() => Check("", "< limit | \"x\" -> 1", "< 9 | - -> 2", "> 5 | - -> 3")
        .Should().Contain(f => f.StartsWith("rules 2 and 3 of 'Threshold' both match age = 6", StringComparison.Ordinal));

    [Theory]
    [InlineData("? < 13", "? >= 13")]
    [InlineData("not(>= 13)", ">= 13")]
    [InlineData("? > 2 and ? < 13", "<= 2, [13..99], > 99")]
    [InlineData("? between 1 and 12", "< 1, (1..1), > 12")]
    [InlineData("!= 13", "13")]
    [InlineData("not(? in [1..5])", "[1..5]")]
    [InlineData("< date(\"2026-01-01\")", ">= @\"2026-01-01\"")]
    [InlineData("< @\"P1D\"", ">= duration(\"P1D\")")]
    [InlineData("< @\"2026-01-01T00:00:00Z\"", ">= @\"2026-01-01T00:00:00Z\"")]
    [InlineData("null", "not(null)")]
    [InlineData("true", "false")]
    [InlineData("\"a\", \"b\"", "not(\"a\", \"b\")")]
    public void Reads_tests_of_every_kind(string first, string second) => Check("", $"{first} | - -> 1", $"{second} | - -> 2").Should().BeEmpty();

    [Theory]
    [InlineData("? < 13", "? > 13", "age = 13")]
    [InlineData("<= @\"P1D\"", "> @\"P2D\"", "age = @\"P1DT1S\"")]
    [InlineData("< date(\"2026-01-01\")", "> date(\"2026-01-01\")", "age = @\"2026-01-01\"")]
    [InlineData("true", "true", "age = false")]
    public void Shows_the_missing_value(string first, string second, string example) => Check("hitPolicy=\"ANY\"", $"{first} | - -> 1", $"{second} | - -> 1")
        .Should().ContainSingle().Which.Should().StartWith("'Threshold' has no rule for " + example);

    [Fact]
    public void Takes_only_the_values_that_the_input_allows()
    {
        const string Xml = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">
              <itemDefinition name="tRisk"><typeRef>string</typeRef><allowedValues><text>"high", "low"</text></allowedValues></itemDefinition>
              <inputData id="i" name="risk"><variable name="risk" typeRef="tRisk"/></inputData>
              <decision id="d" name="D"><informationRequirement><requiredInput href="#i"/></informationRequirement>
                <decisionTable><input><inputExpression><text>risk</text></inputExpression></input><output name="o"/>
                  <rule><inputEntry><text>"high"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                  <rule><inputEntry><text>"LOW"</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
                </decisionTable></decision>
            </definitions>
            """;
        var misspelt = DmnModel.Read(Xml);
        misspelt.Problems.Should().ContainSingle().Which.Should().Match<DmnProblem>(p =>
            p.Message == "\"LOW\" is not one of the values allowed: \"high\", \"low\"" && p.Suggestion == "low" && p.Line == 7 && p.Column == 1);
        var mended = DmnModel.Read(Xml.Replace("LOW", "low", StringComparison.Ordinal));
        mended.Problems.Should().BeEmpty();
        mended.Model!.CheckTables().Should().BeEmpty();
    }

    private static IEnumerable<string> Check(string policy, params string[] rules) =>
        DmnModel.Read(Table.Xml(policy, "age|risk", "a", rules)).Model!.CheckTables().Select(f => f.ToString());
}
