using System.Diagnostics;
using System.Diagnostics.Metrics;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Workflows.Runtime;

/// <summary>Traces and metrics of the engine, for whoever listens; nobody listening costs next to nothing.</summary>
/// <remarks>
/// Tags are kinds and keys: a command's name, a job's type, an instance's key. Never who, never what a case holds, so that
/// telemetry may go where case data may not.
/// </remarks>
public static class EngineTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Peninsula.Workflows";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Commands = Meter.CreateHistogram<double>("peninsula.command.duration", "s", "From a command's arrival to its acknowledgement, by command and outcome");
    private static readonly Histogram<double> Commits = Meter.CreateHistogram<double>("peninsula.commit.duration", "s", "Until a commit is durable, by outcome");
    private static readonly Histogram<double> Timers = Meter.CreateHistogram<double>("peninsula.timer.lag", "s", "From a timer's due time to its firing, by outcome");
    private static readonly Histogram<double> Jobs = Meter.CreateHistogram<double>("peninsula.job.duration", "s", "How long a job's handler took, by type and outcome");
    private static readonly Counter<long> Incidents = Meter.CreateCounter<long>("peninsula.incidents", "{incident}", "Incidents raised, by kind");
    private static readonly Counter<long> Escalations = Meter.CreateCounter<long>("peninsula.escalations", "{escalation}", "Ladder steps reached by late tasks, by step");

    internal static Measured Command(Command command) => new(Source.StartActivity("command"), Stopwatch.GetTimestamp(), command.GetType().Name);

    internal static void Ended(in Measured measured, CommandResult? result)
    {
        var outcome = result is null ? "failed" : result.Refusal?.ToString() ?? "accepted";
        Commands.Record(measured.Seconds, new("command", measured.What), new("outcome", outcome));
        if (measured.Activity is { } activity)
        {
            activity.SetTag("peninsula.command", measured.What).SetTag("peninsula.outcome", outcome).SetTag("peninsula.instance", result?.InstanceKey);
            activity.SetStatus(result is null ? ActivityStatusCode.Error : ActivityStatusCode.Unset).Dispose();
        }
    }

    internal static Measured Commit() => new(Source.StartActivity("commit"), Stopwatch.GetTimestamp(), "commit");

    internal static void Ended(in Measured measured, Commit commit, CommitOutcome? outcome)
    {
        var name = outcome?.ToString() ?? "failed";
        Commits.Record(measured.Seconds, new KeyValuePair<string, object?>("outcome", name));
        measured.Activity?.SetTag("peninsula.outcome", name).SetTag("peninsula.events", commit.Events.Count).SetStatus(outcome is null ? ActivityStatusCode.Error : ActivityStatusCode.Unset).Dispose();
        if (outcome != CommitOutcome.Committed)
        {
            return;
        }

        foreach (var happened in commit.Events)
        {
            if (happened is IncidentRaised incident)
            {
                Incidents.Add(1, new KeyValuePair<string, object?>("kind", incident.Kind.ToString()));
            }
            else if (happened is EscalationRaised escalation)
            {
                Escalations.Add(1, new KeyValuePair<string, object?>("step", escalation.Level));
            }
        }
    }

    internal static void Fired(PendingTimer timer, NodaTime.Instant now, bool fired) =>
        Timers.Record(Math.Max(0, (now - timer.Due).TotalSeconds), new("kind", timer.Kind.ToString()), new("outcome", fired ? "fired" : "waits"));

    internal static void PutAside(string kind) => Incidents.Add(1, new KeyValuePair<string, object?>("kind", kind));

    internal static Measured Job(WaitingJob job) => new(Source.StartActivity("job"), Stopwatch.GetTimestamp(), job.Type);

    internal static void Ended(in Measured measured, WaitingJob job, JobOutcome? outcome)
    {
        var name = outcome?.GetType().Name ?? "Stopped";
        Jobs.Record(measured.Seconds, new("type", measured.What), new("outcome", name));
        measured.Activity?.SetTag("peninsula.job.type", job.Type).SetTag("peninsula.instance", job.InstanceKey).SetTag("peninsula.job", job.JobKey).SetTag("peninsula.outcome", name).Dispose();
    }

    /// <summary>Something that is under way.</summary>
    internal readonly record struct Measured(Activity? Activity, long Since, string What)
    {
        public double Seconds => Stopwatch.GetElapsedTime(Since).TotalSeconds;
    }
}
