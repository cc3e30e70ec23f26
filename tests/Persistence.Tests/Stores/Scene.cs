using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>Makes commits for one fictional instance, one after another.</summary>
public sealed class Scene(IWorkflowStore store, long instanceKey, string? businessKey = "CSE-2026-000001")
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    private ReadOnlyMemory<byte> _lastHash = HistoryChain.Start;
    private long _version;

    public long Key => instanceKey;

    public string? BusinessKey => businessKey;

    public Instant Now { get; set; } = Start;

    public static TaskTerms Terms(params string[] groups) => new()
    {
        CandidateGroups = groups,
        Due = Start + Duration.FromDays(1),
        Tags = new Dictionary<string, string> { ["area"] = "torbay", ["agency"] = "police", ["team"] = "torbay-police-mash", ["timescale"] = "triage-same-day" },
    };

    public Commit Next(params WorkflowEvent[] events) => Next(null, events);

    public Commit Next(string? by, params WorkflowEvent[] events)
    {
        var history = HistoryChain.Next(_lastHash, instanceKey, _version + 1, Now, by, "CompleteTask", EventCodec.Write(events));
        return new Commit
        {
            InstanceKey = instanceKey,
            ExpectedVersion = _version,
            State = new byte[] { 7, (byte)_version },
            Events = events,
            History = history,
            BusinessKey = businessKey,
            ProcessId = "cse-concern",
        };
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit)
    {
        var outcome = await store.CommitAsync(commit);
        if (outcome == CommitOutcome.Committed)
        {
            (_version, _lastHash) = (_version + 1, commit.History.Hash);
        }

        return outcome;
    }

    public async Task HappensAsync(params WorkflowEvent[] events) => (await CommitAsync(Next(events))).Should().Be(CommitOutcome.Committed);

    public Task StartsAsync(params WorkflowEvent[] events) =>
        HappensAsync([new InstanceStarted(instanceKey, 10, "cse-concern", businessKey), .. events]);

    public TimerScheduled Timer(long key, Duration after) => new(key, instanceKey, "wait", Start + after, TimerKind.Event);

    public JobCreated Job(long key, string type = "notify") => new(key, instanceKey, "tell", type, 3, new Dictionary<string, string> { ["template"] = "late" }, FeelContext.Empty.With("who", "amira"));

    public SubscriptionOpened Waits(long key, string name, string? correlationKey, bool staysOpen = false) => new(key, instanceKey, "catch", SubscriptionKind.Message, name, correlationKey, staysOpen);
}
