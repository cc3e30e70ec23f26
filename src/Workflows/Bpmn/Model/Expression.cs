using Peninsula.Decisions.Feel;

namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>An attribute's value: FEEL when the text starts with <c>=</c>, a literal text otherwise.</summary>
/// <remarks>Compiled once, when the definition is read. Conditions and scripts are FEEL with or without the <c>=</c>.</remarks>
public sealed class Expression
{
    private Expression(string text, FeelExpression? feel)
    {
        Text = text;
        Feel = feel;
    }

    /// <summary>The text as the file has it, trimmed.</summary>
    public string Text { get; }

    /// <summary>The compiled expression, or null for a literal.</summary>
    public FeelExpression? Feel { get; }

    /// <summary>Whether the value is fixed text.</summary>
    public bool IsLiteral => Feel is null;

    /// <summary>A fixed text.</summary>
    internal static Expression Literal(string text) => new(text, null);

    /// <summary>A compiled FEEL expression; <paramref name="text"/> is what the file said.</summary>
    internal static Expression Of(string text, FeelExpression feel) => new(text, feel);

    /// <summary>The value in <paramref name="scope"/>: the literal text, or what FEEL makes of it.</summary>
    internal FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment) =>
        Feel is null ? new FeelResult(Text, []) : Feel.Evaluate(scope, environment);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
