using System.Xml.Linq;
using Peninsula.Decisions.Feel;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Compiles the file's expressions, once each.</summary>
internal sealed class Expressions(ProblemList problems, IFeelHost? host)
{
    private readonly FeelCompileOptions options = new() { Host = host };
    private readonly Dictionary<string, Expression> compiled = [];

    /// <summary>A value: FEEL after <c>=</c>, literal text otherwise.</summary>
    public Expression? Value(XElement owner, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.TrimStart().StartsWith('=') ? Feel(owner, text)
        : Expression.Literal(text.Trim());

    /// <summary>A condition or a script: FEEL, with or without <c>=</c>.</summary>
    public Expression? Feel(XElement owner, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        text = text.Trim();
        if (compiled.TryGetValue(text, out var known))
        {
            return known;
        }

        var source = text.StartsWith('=') ? text[1..].Trim() : text;
        var compilation = FeelExpression.Compile(source, options);
        if (compilation.Expression is { } feel)
        {
            return compiled[text] = Expression.Of(text, feel);
        }

        var reasons = compilation.Problems.Count == 0 ? "it is not FEEL" : string.Join("; ", compilation.Problems);
        problems.Add(owner, "expression-invalid", $"The expression \"{text}\" cannot be read: {reasons}.");
        return null;
    }
}
