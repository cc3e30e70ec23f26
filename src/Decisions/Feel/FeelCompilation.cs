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
}

/// <summary>An expression that can be evaluated, or the problems that stand against it.</summary>
/// <param name="Expression">The expression; null when there are problems.</param>
/// <param name="Problems">Every problem found.</param>
public sealed record FeelCompilation(FeelExpression? Expression, IReadOnlyList<FeelProblem> Problems);

/// <summary>A mistake in an expression's text.</summary>
/// <param name="Message">What is wrong, in plain words.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Suggestion">A name that was perhaps meant.</param>
public sealed record FeelProblem(string Message, int Line, int Column, string? Suggestion)
{
    /// <summary>The problem on one line.</summary>
    public override string ToString() =>
        $"{Line}:{Column}: {Message}{(Suggestion is null ? "" : $" (did you mean '{Suggestion}'?)")}";
}

/// <summary>The outcome of one evaluation.</summary>
/// <param name="Value">The value.</param>
/// <param name="Reasons">Why something evaluated to null by mistake, in the order met: position and plain words.</param>
public readonly record struct FeelResult(FeelValue Value, IReadOnlyList<string> Reasons);
