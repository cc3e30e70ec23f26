using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>Random values of every kind, the awkward ones among them.</summary>
internal static class Values
{
    private static readonly FeelValue[] Awkward =
    [
        .. new[]
        {
            "null", "true", "0", "-1", "0.5", "1e6000", "-1e-6000", "9999999999999999999999999999999999", "\"\"", "\"a\"", "\"(\"",
            "\"[a-z]+$\"", "\"\\U01F40E\"", "\"2026-05-01\"", "\"P1D\"", "\"[1..\"", "@\"2026-02-29\"", "@\"999999999-12-31\"",
            "@\"-999999999-01-01\"", "@\"23:59:59.999999999Z\"", "@\"2026-03-29T01:30:00@Europe/London\"", "@\"P999999999Y\"", "@\"-PT0.000000001S\"",
            "[]", "[1, null, \"a\"]", "[[[]]]", "{}", "{a: {b: null}}", "[{key: \"a\", value: 1}]", "[1..5]", "(null..5]", "(< @\"P1D\")",
            "function(a) a", "function(a, b) a < b", "function() 1", "abs",
        }.Select(text => Expect.Evaluate(text).Value),
    ];

    public static FeelValue Next(Random random) => Awkward[random.Next(Awkward.Length)];
}
