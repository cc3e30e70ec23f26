namespace Peninsula.Decisions.Dmn;

/// <summary>What can be wrong with a decision table that is well written.</summary>
public enum TableFlaw
{
    /// <summary>Inputs for which no rule matches, in a table without a default.</summary>
    Gap,

    /// <summary>Inputs for which several rules match, in a table that allows one, or that allows agreement only.</summary>
    Overlap,

    /// <summary>A rule that no inputs reach.</summary>
    NeverReached,

    /// <summary>Not everything could be checked; what else is reported stands.</summary>
    NotChecked,
}

/// <summary>A flaw of a decision table, with an example that shows it.</summary>
/// <param name="Flaw">What is wrong.</param>
/// <param name="ElementId">The id of the element that holds the table.</param>
/// <param name="ElementName">Its name.</param>
/// <param name="Rules">The rules concerned, from 1; none for a gap.</param>
/// <param name="Example">Inputs that show the flaw, by the columns' labels, as FEEL text.</param>
public sealed record TableFinding(
    TableFlaw Flaw,
    string ElementId,
    string ElementName,
    IReadOnlyList<int> Rules,
    IReadOnlyList<KeyValuePair<string, string>> Example)
{
    /// <summary>The line in the file, from 1: that of the rule concerned, or of the table.</summary>
    public int Line { get; init; }

    /// <summary>Why the table could not be checked, if it could not.</summary>
    public string? Reason { get; init; }

    /// <summary>The finding in a sentence.</summary>
    public override string ToString()
    {
        var example = string.Join(", ", Example.Select(e => $"{e.Key} = {e.Value}"));
        return Flaw switch
        {
            TableFlaw.Gap => $"'{ElementName}' has no rule for {example}",
            TableFlaw.Overlap => $"rules {string.Join(" and ", Rules)} of '{ElementName}' both match {example}",
            TableFlaw.NotChecked => $"'{ElementName}' could not be checked for gaps and overlaps altogether: {Reason}",
            _ => $"rule {Rules[0]} of '{ElementName}' is never reached",
        };
    }
}
