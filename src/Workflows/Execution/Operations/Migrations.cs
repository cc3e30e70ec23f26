namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Takes an instance to another version of its process, or to another process: whole, or not at all and every problem at once.</summary>
/// <remarks>
/// Whatever is active must be mapped. Tasks keep their key, assignee, drafts and due dates, timers their due times; events
/// of the new version that nothing is mapped to are opened, events that are not mapped are closed.
/// </remarks>
/// <param name="DefinitionKey">The version that it runs from then on.</param>
/// <param name="Mapping">Which element becomes which; null: <see cref="MigrationPlan.Propose"/>.</param>
/// <param name="Reason">Why; it goes into the history.</param>
/// <param name="ScopeKey">The root of a called process, to migrate that alone; null: the instance's own process.</param>
public sealed record MigrateInstance(long DefinitionKey, IReadOnlyList<ElementMapping>? Mapping = null, string? Reason = null, long? ScopeKey = null) : Command;

/// <summary>An element of the version that runs, and what it becomes.</summary>
/// <param name="SourceElementId">The element's id in the version that the instance runs.</param>
/// <param name="TargetElementId">The element's id in the version that it is to run.</param>
/// <param name="Renew">
/// Whether what was settled when the element was reached is settled anew by the new version: a task's due date, ladder and
/// candidates, an event's timer, message or signal. Otherwise it stays as it is.
/// </param>
public sealed record ElementMapping(string SourceElementId, string TargetElementId, bool Renew = false);
