using NodaTime;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>What the history says after faults.</summary>
internal sealed class Found
{
    private readonly HashSet<long> _instances = [];
    private readonly Dictionary<long, List<string>> _completions = [];
    private readonly Dictionary<long, Instant> _due = [];
    private readonly List<long> _fired = [];
    private int _ended;

    private Found()
    {
    }

    /// <summary>By how much the latest timer was late; negative when every one was early.</summary>
    public Duration Latest { get; private set; } = Duration.MinValue;

    /// <summary>By how much the earliest timer was early.</summary>
    public Duration Earliest { get; private set; } = Duration.MaxValue;

    public static async Task<Found> InAsync(TemporaryDatabase database)
    {
        var found = new Found();
        using var context = database.Context();
        foreach (var key in context.Instances.Select(instance => instance.Key))
        {
            found._instances.Add(key);
            await foreach (var entry in database.Open.Store.HistoryAsync(key))
            {
                foreach (var happened in EventCodec.Read(entry.Events))
                {
                    found.Note(happened, entry.At);
                }
            }
        }

        return found;
    }

    /// <summary>Nothing that was acknowledged is missing, nothing happened twice, nothing stands still, every chain verifies.</summary>
    public async Task ShouldHoldAsync(Acknowledged acknowledged, TemporaryDatabase database)
    {
        acknowledged.Started.Where(key => !_instances.Contains(key)).Should().BeEmpty("every acknowledged start is there");
        acknowledged.Completed.Where(pair => _completions.GetValueOrDefault(pair.Task) is not [var id] || id != pair.Id).Should().BeEmpty("every acknowledged completion is there");
        _completions.Where(entry => entry.Value.Count != 1).Should().BeEmpty("no task is completed twice");
        _fired.Should().OnlyHaveUniqueItems("no timer fires twice");
        (_instances.Count - _ended).Should().Be(0, "no instance stands still");
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty("every chain verifies");
    }

    public override string ToString() =>
        $"{_instances.Count} instances, {_completions.Count} completed tasks and {_fired.Count} fired timers found; {_instances.Count - _ended} instances not ended; the latest timer {Latest.TotalSeconds:0.0} s late";

    private void Note(WorkflowEvent happened, Instant at)
    {
        switch (happened)
        {
            case TaskCompleted done:
                _completions.TryAdd(done.TaskKey, []);
                _completions[done.TaskKey].Add(done.Variables["id"].TryGetString(out var id) ? id : "");
                break;
            case TimerScheduled timer:
                _due[timer.TimerKey] = timer.Due;
                break;
            case TimerFired timer:
                _fired.Add(timer.TimerKey);
                Latest = Duration.Max(Latest, at - _due[timer.TimerKey]);
                Earliest = Duration.Min(Earliest, at - _due[timer.TimerKey]);
                break;
            case InstanceCompleted:
                _ended++;
                break;
        }
    }
}
