using NodaTime;
using Peninsula.Activities.Access;

namespace Peninsula.Host.Features.Oversight;

/// <summary>A table of counts in which small numbers were suppressed: null.</summary>
public sealed record CountTable(string Caption, string RowHeading, IReadOnlyList<string> Columns, IReadOnlyList<string> Rows, SuppressedTable Counts);

/// <summary>An escalation that waits for somebody's direction.</summary>
/// <param name="CaseReference">Null where the reader sees counts and never a case.</param>
public sealed record WaitingEscalation(long Key, string Step, string Agency, string Area, Instant Raised, Instant? Due, string? CaseReference, string? Direction, string? Answer);

/// <param name="Areas">For each area that the reader oversees: counts by agency and age, then by agency and step.</param>
/// <param name="Problem">What was wrong with the direction posted, and for which escalation.</param>
public sealed record OversightModel(
    IReadOnlyList<(string Area, int? Overdue, IReadOnlyList<CountTable> Tables)> Areas,
    IReadOnlyList<WaitingEscalation> Waiting,
    (long Key, string Message, string Typed)? Problem);
