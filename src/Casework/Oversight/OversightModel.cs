using NodaTime;
using Peninsula.Activities.Access;

namespace Peninsula.Casework.Oversight;

/// <summary>A table of counts in which small numbers were suppressed: null.</summary>
public sealed record CountTable(string Caption, string RowHeading, IReadOnlyList<string> Columns, IReadOnlyList<string> Rows, SuppressedTable Counts);

/// <summary>An escalation that waits for somebody's direction.</summary>
/// <param name="Area">The area; where one of the reader's areas is too small to be told apart, all of them.</param>
/// <param name="CaseReference">Null where the reader sees counts and never a case.</param>
public sealed record WaitingEscalation(long Key, string Level, string Agency, string Area, Instant Raised, Instant? Due, string? CaseReference, string? Direction, string? Answer);

/// <summary>What is overdue in an area, as one reader sees it.</summary>
/// <param name="Area">Its name.</param>
/// <param name="ShowsAll">Whether the reader sees every count; small ones are suppressed otherwise.</param>
/// <param name="Overdue">Tasks in the tables; null: suppressed. Where counts are suppressed these are the tasks beside those that wait for the reader.</param>
/// <param name="Waiting">Tasks of the area that wait for the reader and are not in the tables; null when that is not told by area.</param>
/// <param name="Tables">By agency and age, then by agency and step.</param>
public sealed record AreaOversight(string Area, bool ShowsAll, int? Overdue, int? Waiting, IReadOnlyList<CountTable> Tables)
{
    /// <summary>The tables that tell something: one in which nothing but zeros is shown is no use to anybody.</summary>
    public IReadOnlyList<CountTable> Told => [.. Tables.Where(table => table.Counts.Cells.SelectMany(row => row).Concat(table.Counts.ColumnTotals).Append(table.Counts.Total).Any(count => count > 0))];

    /// <summary>The area's number, in figures.</summary>
    public string Figure => Overdue is { } overdue
        ? (overdue + (Waiting ?? 0)).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)
        : Waiting is > 0 ? $"{Waiting} and more" : "Not shown";

    /// <summary>What the number counts.</summary>
    public string Words => (ShowsAll, Waiting) switch
    {
        (false, null) => $"overdue in {Area} beside what waits for you",
        (false, > 0) => $"overdue in {Area}, {Waiting} of them waiting for you",
        _ => $"overdue in {Area}",
    };
}

/// <param name="Areas">The areas that the reader oversees.</param>
/// <param name="Problem">What was wrong with the direction posted, and for which escalation.</param>
public sealed record OversightModel(
    IReadOnlyList<AreaOversight> Areas,
    IReadOnlyList<WaitingEscalation> Waiting,
    (long Key, string Message, string Typed)? Problem)
{
    /// <summary>Whether any area's small numbers are suppressed for this reader.</summary>
    public bool Suppresses => Areas.Any(area => !area.ShowsAll);
}
