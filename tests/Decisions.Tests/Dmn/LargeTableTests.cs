using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Decisions.Tests.Feel;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Tables of many rules are narrowed down by an index: it must not change what matches.</summary>
public class LargeTableTests
{
    private static readonly string[] Conditions =
    [
        "< 3", "<= 3", "> 5", ">= 5", "[2..4]", "(2..4)", "3", "-", "not(3)", "2, 4", "not([1..3], 7)", "\"a\"", "\"a\", \"b\"",
        "not(\"a\")", "true", "false", "? > 4", "? = \"a\"", "-1", "3.5", "null", "[1, 3, 5]",
    ];

    private static readonly FeelValue[] Inputs =
        [-1, 0, 2, 3, 3.5m, 4, 5, 6, 7, 100, "a", "b", "c", true, false, FeelValue.Null, FeelValue.List(1)];

    [Fact]
    public void Matches_what_each_rule_alone_matches()
    {
        var rules = Conditions.Select((c, i) => $"{c} -> {i}").ToArray();
        var model = DmnModel.Read(Table.Xml("hitPolicy=\"COLLECT\"", "x", "rule", rules)).Model!;
        foreach (var input in Inputs)
        {
            var scope = FeelContext.Of(("x", input));
            var alone = Conditions.Select((condition, i) => (i, condition)).Where(c => Alone(c.condition, scope)).Select(c => c.i + 1);
            model.Evaluate("Threshold", scope, Expect.Environment).MatchedRules.Select(r => r.Index).Should().Equal(alone, "x = {0}", input);
        }
    }

    private static bool Alone(string condition, FeelContext scope) => DmnModel
        .Read(Table.Xml("", "x", "rule", $"{condition} -> 1")).Model!
        .Evaluate("Threshold", scope, Expect.Environment).MatchedRules.Count == 1;
}
