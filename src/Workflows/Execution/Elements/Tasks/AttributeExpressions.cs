using System.Collections.Concurrent;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>FEEL in the product's own attributes, which the model keeps as text. Compiled once a text.</summary>
internal static class AttributeExpressions
{
    private const int MostKept = 4_096;

    private static readonly ConcurrentDictionary<string, FeelCompilation> Compiled = new();

    /// <summary>Evaluates <c>= expression</c>; returns what is wrong, or null.</summary>
    public static string? Evaluate(CommandExecution execution, ElementInstance element, string text, out string value)
    {
        value = "";
        if (!Compiled.TryGetValue(text, out var compilation))
        {
            compilation = FeelExpression.Compile(text[1..].Trim(), new FeelCompileOptions { Host = execution.Environment.Feel });
            if (Compiled.Count < MostKept)
            {
                Compiled.TryAdd(text, compilation);
            }
        }

        if (compilation.Expression is not { } expression)
        {
            return $"'{text}' cannot be read: {string.Join("; ", compilation.Problems)}";
        }

        var scope = new VariableScope(element);
        var result = expression.Evaluate(scope, execution.Feel);
        if (Expressions.AsText(result.Value) is not { Length: > 0 } found)
        {
            return ExpressionWording.Unusable(scope, text, expression, result, "a text");
        }

        value = found;
        return null;
    }
}
