using System.Globalization;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Evaluates expressions for an element, and says in plain words what is wrong with a value that cannot be used.</summary>
internal static class Expressions
{
    public static FeelResult Evaluate(CommandExecution execution, IFeelScope scope, Expression expression) => expression.Evaluate(scope, execution.Feel);

    public static FeelResult Evaluate(CommandExecution execution, ElementInstance element, Expression expression) =>
        Evaluate(execution, new VariableScope(element), expression);

    /// <summary>A value that must be true or false.</summary>
    public static Problem? Condition(CommandExecution execution, ElementInstance element, Expression expression, out bool holds) =>
        Condition(execution, element, new VariableScope(element), expression, out holds);

    public static Problem? Condition(CommandExecution execution, ElementInstance element, IFeelScope scope, Expression expression, out bool holds)
    {
        var result = Evaluate(execution, scope, expression);
        if (result.Value.TryGetBoolean(out holds))
        {
            return null;
        }

        // "true" and "false" as literal texts are what plain BPMN files have in place of FEEL.
        if (expression.IsLiteral && bool.TryParse(expression.Text, out holds))
        {
            return null;
        }

        return Unusable(element, scope, expression, result, "true or false");
    }

    /// <summary>A value that must be there; numbers and booleans become their text.</summary>
    public static Problem? Text(CommandExecution execution, ElementInstance element, Expression expression, string what, out string text) =>
        Text(execution, element, new VariableScope(element), expression, what, out text);

    public static Problem? Text(CommandExecution execution, ElementInstance element, IFeelScope scope, Expression expression, string what, out string text)
    {
        var result = Evaluate(execution, scope, expression);
        text = AsText(result.Value) ?? "";
        return text.Length > 0 ? null : Unusable(element, scope, expression, result, what);
    }

    /// <summary>A value that may be absent.</summary>
    public static string? OptionalText(CommandExecution execution, ElementInstance element, Expression? expression) =>
        expression is null ? null : AsText(Evaluate(execution, element, expression).Value);

    /// <summary>A whole number.</summary>
    public static Problem? Whole(CommandExecution execution, ElementInstance element, Expression expression, string what, out int number)
    {
        var scope = new VariableScope(element);
        var result = Evaluate(execution, scope, expression);
        if (result.Value.TryGetInt32(out number)
            || (result.Value.TryGetString(out var text) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number)))
        {
            return null;
        }

        return Unusable(element, scope, expression, result, what);
    }

    /// <summary>A list of texts, or one text with commas. An empty list is none; null, and what is no text, is a mistake.</summary>
    public static Problem? Texts(CommandExecution execution, ElementInstance element, Expression? expression, string what, out IReadOnlyList<string> texts)
    {
        texts = [];
        if (expression is null)
        {
            return null;
        }

        var scope = new VariableScope(element);
        var result = Evaluate(execution, scope, expression);
        if (result.Value.TryGetList(out var items))
        {
            texts = [.. items.Select(AsText).OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))];
            return items.All(item => AsText(item) is not null) ? null : Unusable(element, scope, expression, result, what);
        }

        if (AsText(result.Value) is not { } text)
        {
            return Unusable(element, scope, expression, result, what);
        }

        texts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return null;
    }

    /// <summary>A text that may be empty, or null where it is known to be none; null because something is not there is a mistake.</summary>
    public static Problem? TextOrNone(CommandExecution execution, ElementInstance element, Expression? expression, string what, out string? text)
    {
        text = null;
        if (expression is null)
        {
            return null;
        }

        var scope = new VariableScope(element);
        var result = Evaluate(execution, scope, expression);
        if (result.Value.IsNull && result.Reasons.Count == 0)
        {
            return null;
        }

        if (AsText(result.Value) is not { } found)
        {
            return Unusable(element, scope, expression, result, what);
        }

        text = string.IsNullOrWhiteSpace(found) ? null : found;
        return null;
    }

    public static string? AsText(FeelValue value)
    {
        var plain = FeelJson.AsJsonKinds(value);
        return plain.TryGetString(out var text) ? text
            : plain.Kind is FeelKind.Number or FeelKind.Boolean ? plain.ToString()
            : null;
    }

    /// <summary>Names the element, the expression, what it gave, and the variables that it looked at.</summary>
    public static Problem Unusable(ElementInstance element, IFeelScope scope, Expression expression, FeelResult result, string needed)
    {
        var name = element.Node?.ToString() ?? element.ElementId;
        return new Problem(IncidentKind.Expression, $"{name}: {ExpressionWording.Unusable(scope, expression.Text, expression.Feel, result, needed)}");
    }
}
