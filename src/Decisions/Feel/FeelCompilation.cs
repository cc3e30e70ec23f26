using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel;

/// <summary>What is known when an expression is read.</summary>
public sealed record FeelCompileOptions
{
    /// <summary>
    /// The names that the scope will have. A name with spaces or symbols is read as one name only when it is listed.
    /// </summary>
    public IReadOnlyCollection<string> KnownNames { get; init; } = [];

    /// <summary>Names of context entries that may follow a dot, or stand in a filter, and have spaces or symbols.</summary>
    public IReadOnlyCollection<string> KnownMembers { get; init; } = [];

    /// <summary>The host whose functions may be called.</summary>
    public IFeelHost? Host { get; init; }

    /// <summary>Whether a name that is neither known nor local is a problem. Without it, the scope decides at run time.</summary>
    public bool RefuseUnknownNames { get; init; }

    /// <summary>
    /// Whether what must go wrong whatever the values are is a problem too: kinds that an operator does not join, calls
    /// that no signature takes, functions that do not exist. A name that nearly is a known one becomes a warning.
    /// </summary>
    public bool CheckTypes { get; init; }

    /// <summary>What is known of the names' types, as FEEL writes types (<c>list&lt;number&gt;</c>); used by <see cref="CheckTypes"/>.</summary>
    public IReadOnlyDictionary<string, string> KnownTypes { get; init; } = new Dictionary<string, string>();
}

/// <summary>An expression that can be evaluated, or the problems that stand against it.</summary>
/// <param name="Expression">The expression; null when a problem is an error.</param>
/// <param name="Problems">Every problem found; with an expression, these are warnings.</param>
public sealed record FeelCompilation(FeelExpression? Expression, IReadOnlyList<FeelProblem> Problems);

/// <summary>How bad a problem is.</summary>
public enum FeelSeverity
{
    /// <summary>The expression cannot be right.</summary>
    Error,

    /// <summary>The expression may be right, but looks like a slip.</summary>
    Warning,
}

/// <summary>A mistake in an expression's text.</summary>
/// <param name="Message">What is wrong, in plain words.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Suggestion">A name that was perhaps meant.</param>
public sealed record FeelProblem(string Message, int Line, int Column, string? Suggestion)
{
    /// <summary>Whether the expression must not be used, or should be looked at.</summary>
    public FeelSeverity Severity { get; init; }

    /// <summary>The problem on one line.</summary>
    public override string ToString() =>
        $"{Line}:{Column}: {Message}{(Suggestion is null ? "" : $" (did you mean '{Suggestion}'?)")}";
}

/// <summary>The outcome of one evaluation.</summary>
/// <param name="Value">The value.</param>
/// <param name="Reasons">Why something evaluated to null by mistake, in the order met: position and plain words.</param>
public readonly record struct FeelResult(FeelValue Value, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether the first thing that went wrong is that a name or an entry is not there.</summary>
    public bool IsAbsent { get; init; }
}
