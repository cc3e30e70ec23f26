using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Dmn;

public class DecisionTableTests
{
    private static readonly string[] Overlapping = ["< 13 -> \"high\"", "< 18 -> \"medium\"", "< 16 -> \"low\""];

    [Theory]
    [InlineData("hitPolicy=\"FIRST\"", "\"high\"")]
    [InlineData("hitPolicy=\"UNIQUE\"", "null")]
    [InlineData("", "null")]
    [InlineData("hitPolicy=\"ANY\"", "null")]
    [InlineData("hitPolicy=\"PRIORITY\"", "\"high\"")]
    [InlineData("hitPolicy=\"RULE ORDER\"", "[\"high\", \"medium\", \"low\"]")]
    [InlineData("hitPolicy=\"OUTPUT ORDER\"", "[\"high\", \"medium\", \"low\"]")]
    [InlineData("hitPolicy=\"COLLECT\"", "[\"high\", \"medium\", \"low\"]")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "3")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", "\"high\"")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", "\"medium\"")]
    public void Applies_the_hit_policy(string policy, string expected)
    {
        var xml = Table.Xml(policy, "age", "risk: \"high\", \"medium\", \"low\"", Overlapping);
        Table.Evaluate(xml, """{"age": 10}""").Value.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("SUM", "60")]
    [InlineData("MIN", "10")]
    [InlineData("MAX", "30")]
    [InlineData("COUNT", "3")]
    public void Aggregates(string aggregation, string expected)
    {
        var xml = Table.Xml(
            $"hitPolicy=\"COLLECT\" aggregation=\"{aggregation}\"", "age", "points", "< 13 -> 10", "< 18 -> 20", "- -> 30");
        Table.Evaluate(xml, """{"age": 10}""").Value.ToString().Should().Be(expected);
    }

    [Fact]
    public void Gives_several_outputs_as_a_context()
    {
        var xml = Table.Xml("", "age|risk", "level|days", "< 13 | \"high\" -> 1 | 2", "< 13 | not(\"high\") -> 2 | 5");
        Table.Evaluate(xml, """{"age": 10, "risk": "low"}""").Value.ToString().Should().Be("{level: 2, days: 5}");
    }

    [Fact]
    public void Says_which_rules_matched_and_why()
    {
        var xml = Table.Xml("hitPolicy=\"COLLECT\"", "age|risk", "a", "< 13 | - -> 1 // Policy 4.2", "> 12 | - -> 2", "- | \"high\" -> 3");
        var result = Table.Evaluate(xml, """{"age": 10, "risk": "high"}""");
        result.MatchedRules.Select(r => (r.Index, r.Id)).Should().Equal((1, "r1"), (3, "r3"));
        result.MatchedRules[0].Conditions.Should().Equal("< 13", "-");
        result.MatchedRules[0].Annotations.Should().Equal(new RuleAnnotation("Source", "Policy 4.2"));
        result.Tables.Single().Inputs.Select(i => (i.Expression, i.Value)).Should().Equal(("age", (FeelValue)10), ("risk", "high"));
    }

    [Fact]
    public void Says_that_rules_clash() => Table
        .Evaluate(Table.Xml("", "age", "a", Overlapping), """{"age": 10}""")
        .Reasons.Should().ContainSingle().Which.Should().Contain("rules 1 and 2 and 3 of 'Threshold' match, and only one may");

    [Fact]
    public void Says_that_no_rule_matched() => Table
        .Evaluate(Table.Xml("", "age", "a", "> 20 -> 1"), """{"age": 10}""")
        .Reasons.Should().ContainSingle().Which.Should().Contain("no rule");

    [Fact]
    public void Reports_every_mistake_at_once_with_its_place()
    {
        var xml = Table.Xml("", "age", "a", "< -> 1", "> 3 -> 1 +").Replace("<inputEntry>", "<inputEntry id=\"cell\">", StringComparison.Ordinal);
        var problems = DmnModel.Read(xml).Problems;
        problems.Should().HaveCount(2);
        problems[0].Should().Match<DmnProblem>(p => p.ElementId == "cell" && p.ElementName == "Threshold" && p.Line > 1 && p.Column == 2);
    }

    [Fact]
    public void Suggests_the_function_that_was_meant() => DmnModel
        .Read(Table.Xml("", "cuont(x)", "a", "- -> 1")).Problems.Should().ContainSingle().Which.Suggestion.Should().Be("count");

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]><definitions/>")]
    [InlineData("<definitions")]
    [InlineData("<html/>")]
    public void Refuses_what_is_not_a_model(string xml) => DmnModel.Read(xml).Should().Match<DmnReading>(r => r.Model == null && r.Problems.Count == 1);
}
