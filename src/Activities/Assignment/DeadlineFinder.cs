using NodaTime;
using Peninsula.Activities.Feel;
using Peninsula.Activities.Timescales;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Assignment;

/// <summary>By when a task is due.</summary>
/// <param name="Due">The moment, or null for a task without a deadline.</param>
/// <param name="NotBefore">The moment before which it is not to be done, for limits that bind from below.</param>
/// <param name="Timescale">The key of the timescale it was worked out by.</param>
/// <param name="Anchor">When the clock started.</param>
/// <param name="Problem">Why it cannot be told, or null.</param>
internal sealed record TaskDeadline(
    Instant? Due, Instant? NotBefore = null, string? Timescale = null, Instant? Anchor = null, string? Problem = null);

/// <summary>Finds when a task is due: its own due date if the definition gives one, else its timescale's.</summary>
internal sealed class DeadlineFinder(Vocabulary vocabulary)
{
    public TaskDeadline Find(TaskTermsRequest request)
    {
        if (request.Explicit.Due is not null || !request.Extensions.TryGetValue("deadline", out var key))
        {
            return new TaskDeadline(request.Explicit.Due);
        }

        if (!vocabulary.Timescales.TryGet(key, out var timescale))
        {
            return Refuse($"There is no timescale \"{key}\" in timescales.json. Correct the deadline of {request.Task}.");
        }

        if (timescale.InForceAt(request.Now) is not { } current)
        {
            return Refuse($"No version of the timescale \"{key}\" is in force today. Add one to timescales.json and try again.");
        }

        // The anchor's name is read from today's version; the law is that of the day on which the clock started.
        if (current.Anchor == Timescale.TaskAnchor)
        {
            return Count(timescale, request.Now);
        }

        if (!request.Variables.TryGet(current.Anchor, out var value) || value.IsNull)
        {
            return Refuse($"The deadline \"{key}\" of {request.Task} counts from the variable \"{current.Anchor}\", which is not set. Set it and try again.");
        }

        return Moments.TryReadInstant(value, vocabulary.Calendar.Zone, out var anchor) && Moments.IsCountable(anchor)
            ? Count(timescale, anchor)
            : Refuse($"The deadline \"{key}\" of {request.Task} counts from the variable \"{current.Anchor}\", which holds no date and time of this time: {value}.");
    }

    private static TaskDeadline Count(Timescale timescale, Instant anchor)
    {
        if (timescale.Due(anchor) is not { } deadline)
        {
            return Refuse($"No version of the timescale \"{timescale.Key}\" was in force when its clock started. Add one to timescales.json and try again.");
        }

        return deadline.Version.Bound == TimescaleBound.AtLeast
            ? new TaskDeadline(null, deadline.Due, timescale.Key, anchor)
            : new TaskDeadline(deadline.Due, null, timescale.Key, anchor);
    }

    private static TaskDeadline Refuse(string problem) => new(null, Problem: problem);
}
