using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Casework.Forms;

/// <summary>FEEL in forms, compiled once each. An expression that does not compile has no value, so that it hides nothing.</summary>
internal sealed class FeelFormExpressions(IClock clock) : IFormExpressions
{
    /// <summary>Forms are few and their expressions fewer; a bound all the same, since versions come and go.</summary>
    private const int MostCompiled = 5_000;

    private readonly ConcurrentDictionary<string, FeelExpression?> _compiled = new(StringComparer.Ordinal);

    public JsonNode? Evaluate(string expression, JsonObject scope)
    {
        if (_compiled.Count > MostCompiled)
        {
            _compiled.Clear();
        }

        var text = expression.StartsWith('=') ? expression[1..] : expression;
        if (_compiled.GetOrAdd(text, static source => FeelExpression.Compile(source).Expression) is not { } compiled
            || !FeelJson.Parse(scope.ToJsonString()).TryGetContext(out var context))
        {
            return null;
        }

        var result = compiled.Evaluate(context, new FeelEnvironment(clock.GetCurrentInstant()));
        return JsonNode.Parse(FeelJson.ToJson(FeelJson.AsJsonKinds(result.Value)));
    }
}
