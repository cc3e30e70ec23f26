using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Registers;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Activities.Measures;

/// <summary>Makes facts of stored rows, with the names of <see cref="FactNames"/>.</summary>
/// <param name="calendar">Counts working days of lateness.</param>
/// <param name="now">The moment of asking.</param>
public sealed class FactWriter(WorkingCalendar calendar, Instant now)
{
    /// <summary>A user task.</summary>
    /// <param name="task">Its row.</param>
    /// <param name="step">The highest level of its ladder that it reached, or null.</param>
    public FeelContext Task(TaskRow task, string? step)
    {
        var due = task.Terms.Due;
        var end = task.Ended ?? now;
        var isLate = due is not null && end > due && task.State != TaskState.Cancelled;
        var days = isLate ? calendar.WorkingDaysBetween(Day(due!.Value), Day(end)) : 0;
        return FeelContext.Of(
            ("pathway", task.ProcessId),
            ("task", task.ElementId),
            ("area", Text(task.Terms.Tags.GetValueOrDefault("area"))),
            ("agency", Text(task.Terms.Tags.GetValueOrDefault("agency"))),
            ("team", Text(task.Terms.Tags.GetValueOrDefault("team"))),
            ("timescale", Text(task.Terms.Tags.GetValueOrDefault("timescale"))),
            ("status", task.State switch { TaskState.Open => "open", TaskState.Completed => "completed", _ => "cancelled" }),
            ("inTime", due is null ? FeelValue.Null : task.State == TaskState.Completed && !isLate),
            ("overdue", isLate && task.State == TaskState.Open),
            ("daysLate", due is null ? FeelValue.Null : days),
            ("ageBand", due is null ? FeelValue.Null : Band(isLate, days)),
            ("step", Text(step)));
    }

    /// <summary>A level of a ladder that was reached.</summary>
    /// <param name="escalation">Its row.</param>
    /// <param name="task">The task that was late.</param>
    public static FeelContext Escalation(EscalationRow escalation, TaskRow task) => FeelContext.Of(
        ("pathway", task.ProcessId),
        ("task", task.ElementId),
        ("area", Text(task.Terms.Tags.GetValueOrDefault("area"))),
        ("agency", Text(task.Terms.Tags.GetValueOrDefault("agency"))),
        ("level", escalation.Level),
        ("acknowledged", escalation.Acknowledged is not null),
        ("hoursToAcknowledge", escalation.Acknowledged is { } seen ? Math.Round((decimal)(seen.At - escalation.Raised).TotalHours, 2) : FeelValue.Null),
        ("closed", escalation.Closed is not null));

    /// <summary>A case: a pathway that was started.</summary>
    /// <param name="instance">Its row.</param>
    /// <param name="variables">Its own variables, <c>area</c> among them.</param>
    public FeelContext Case(InstanceRow instance, FeelContext variables) => FeelContext.Of(
        ("pathway", instance.ProcessId),
        ("area", variables["area"]),
        ("status", instance.Status switch { InstanceStatus.Running => "running", InstanceStatus.Completed => "completed", var other => other.ToString().ToLowerInvariant() }),
        ("daysOpen", (int)((instance.Ended ?? now) - instance.Started).TotalDays),
        ("case", variables));

    /// <summary>An entry of a register.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="register">Its register.</param>
    /// <param name="ofCase">The case's entries in the register.</param>
    public FeelContext Entry(RegisterEntry entry, Register register, IEnumerable<RegisterEntry> ofCase) => FeelContext.Of(
        ("register", entry.Register),
        ("kind", Text(entry.Kind)),
        ("status", entry.Status),
        ("area", Text(entry.Area)),
        ("agency", Text(entry.Agency)),
        ("daysSinceStart", (int)(now - entry.StartsAt).TotalDays),
        ("daysSinceChange", (int)(now - entry.ChangedAt).TotalDays),
        ("daysToChange", (int)(entry.ChangedAt - entry.StartsAt).TotalDays),
        ("daysToEnd", entry.EndsAt is { } end ? (int)Math.Floor((end - now).TotalDays) : FeelValue.Null),
        ("times", register.Repeats is { } repeats ? RegisterWriter.Times(repeats, entry, ofCase) : FeelValue.Null),
        ("details", entry.Details));

    // The bands by which overdue work is told apart everywhere.
    private static string Band(bool isLate, int days) => !isLate ? "in time" : days switch
    {
        < 2 => "under 2 working days",
        < 5 => "2 to 5 working days",
        < 10 => "5 to 10 working days",
        _ => "over 10 working days",
    };

    private LocalDate Day(Instant at) => at.InZone(calendar.Zone).Date;

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : text;
}
