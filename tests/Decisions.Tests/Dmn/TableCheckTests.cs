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
    public void Is_silent_about_cells_that_it_cannot_know() =>
        Check("", "< limit | - -> 1", "? > limit | - -> 2").Should().BeEmpty();

    private static IEnumerable<string> Check(string policy, params string[] rules) =>
        DmnModel.Read(Table.Xml(policy, "age|risk", "a", rules)).Model!.CheckTables().Select(f => f.ToString());
}
