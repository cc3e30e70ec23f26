using System.Globalization;
using System.Text;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>Says in plain words what is wrong with a value that cannot be used.</summary>
internal static class ExpressionWording
{
    /// <summary>Names the expression, what it gave, and the variables that it looked at.</summary>
    public static string Unusable(IFeelScope scope, string text, FeelExpression? feel, FeelResult result, string needed)
    {
        var message = new StringBuilder().Append(CultureInfo.InvariantCulture, $"'{text}' gave {Short(result.Value)}, but {needed} is needed");
        if (feel?.Names is { Count: > 0 } names)
        {
            message.Append(" (").AppendJoin(", ", names.Select(name => $"{name} is {(scope.TryGet(name, out var value) ? Short(value) : "not set")}")).Append(')');
        }

        if (result.Reasons is { Count: > 0 } reasons)
        {
            message.Append(". ").AppendJoin("; ", reasons);
        }

        return message.ToString();
    }

    public static string Short(FeelValue value)
    {
        var text = value.ToString();
        return text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
    }
}
