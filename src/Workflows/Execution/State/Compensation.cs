using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution.State;

/// <summary>An activity that completed and can be compensated.</summary>
/// <param name="Key">The key that its element instance had.</param>
/// <param name="ElementId">The activity.</param>
/// <param name="StartedAt">Its place in the order of activations and completions of the instance.</param>
/// <param name="CompletedAt">The same, for its completion.</param>
/// <param name="Variables">The local variables that it ended with.</param>
/// <param name="Inner">For a sub-process: what completed inside.</param>
internal sealed record CompletedActivity(long Key, string ElementId, int StartedAt, int CompletedAt, FeelContext Variables, CompletedActivity[] Inner);

/// <summary>Compensation under way: what is still to be undone, and what is being undone.</summary>
internal sealed record CompensationRun(CompletedActivity[] Remaining, CompensationRun.Handler[] Active)
{
    /// <summary>The element instance that undoes an activity.</summary>
    internal sealed record Handler(long ElementKey, CompletedActivity Activity);

    public bool IsDone => Remaining.Length == 0 && Active.Length == 0;

    /// <summary>What is undone next: what completed last (BPMN 2.0.2 clause 13.5.5).</summary>
    public CompletedActivity? Next() => Remaining.MaxBy(activity => activity.CompletedAt);

    public CompensationRun Started(long elementKey, long activityKey) => new(
        [.. Remaining.Where(activity => activity.Key != activityKey)],
        [.. Active, new Handler(elementKey, Remaining.Single(activity => activity.Key == activityKey))]);

    public CompensationRun Ended(long elementKey) =>
        this with { Active = [.. Active.Where(handler => handler.ElementKey != elementKey)] };
}
