using System.Text.Json.Nodes;

namespace Peninsula.Casework.Forms;

/// <summary>Evaluates the FEEL in a form. The form does not care who does it.</summary>
public interface IFormExpressions
{
    /// <summary>The value of an expression, with or without its leading <c>=</c>; null when it has none.</summary>
    JsonNode? Evaluate(string expression, JsonObject scope);
}

/// <summary>Texts in which FEEL may stand.</summary>
internal static class FormTemplates
{
    internal static bool IsTrue(this IFormExpressions expressions, string expression, JsonObject scope) =>
        expressions.Evaluate(expression, scope) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The text, with a leading <c>=</c> or each <c>{{ }}</c> evaluated.</summary>
    internal static string Fill(this IFormExpressions expressions, string text, JsonObject scope)
    {
        if (text.StartsWith('='))
        {
            return expressions.Evaluate(text, scope)?.ToString() ?? "";
        }

        var filled = text;
        for (var open = filled.IndexOf("{{", StringComparison.Ordinal); open >= 0;)
        {
            var close = filled.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            var value = expressions.Evaluate(filled[(open + 2)..close], scope)?.ToString() ?? "";
            filled = string.Concat(filled.AsSpan(0, open), value, filled.AsSpan(close + 2));
            // On from behind the value: what a person typed is never evaluated.
            var from = open + value.Length;
            open = from >= filled.Length ? -1 : filled.IndexOf("{{", from, StringComparison.Ordinal);
        }

        return filled;
    }
}
