namespace Peninsula.Activities.Checks;

/// <summary>How much a problem weighs.</summary>
public enum PathwaySeverity
{
    /// <summary>The pathway runs, and somebody should look.</summary>
    Warning,

    /// <summary>The pathway is not published.</summary>
    Error,
}

/// <summary>Something in a pathway that this field does not allow, said so that whoever drew it can mend it.</summary>
/// <param name="Rule">The stable id of the rule; <c>docs/pathway-checks.md</c> gives its reason.</param>
/// <param name="Severity">Whether it stands in the way of publishing.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
/// <param name="ElementId">The element or form field, or null for the file.</param>
/// <param name="ElementName">Its name, or null.</param>
/// <param name="Message">What is wrong and what to do, in plain words.</param>
public sealed record PathwayProblem(
    string Rule, PathwaySeverity Severity, string File, int Line, string? ElementId, string? ElementName, string Message)
{
    /// <summary>Where the reason of the rule is written down.</summary>
    public string Reason => $"docs/pathway-checks.md#{Rule}";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}{(Line > 0 ? $"({Line})" : "")}: {(ElementId is null ? "" : ElementName is null ? $"{ElementId}: " : $"{ElementName} ({ElementId}): ")}{Message} [{Rule}]";
}
