using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>Evaluates an expression and compares the result, written as FEEL text.</summary>
internal static class Expect
{
    public static readonly FeelEnvironment Environment = new(Instant.FromUtc(2026, 5, 1, 9, 30));

    public static FeelResult Evaluate(string expression, FeelContext? scope = null, FeelCompileOptions? options = null)
    {
        var names = scope ?? FeelContext.Empty;
        var compilation = FeelExpression.Compile(
            expression, options ?? new FeelCompileOptions { KnownNames = [.. names.Keys] });
        compilation.Problems.Should().BeEmpty(expression);
        return compilation.Expression!.Evaluate(names, Environment);
    }

    public static void Value(string expression, string expected, FeelContext? scope = null)
    {
        var result = Evaluate(expression, scope);
        result.Value.ToString().Should().Be(expected, "{0} ({1})", expression, string.Join("; ", result.Reasons));
    }

    public static FeelContext Scope(string json) =>
        FeelJson.Parse(json).TryGetContext(out var context) ? context : throw new ArgumentException("not an object", nameof(json));
}
