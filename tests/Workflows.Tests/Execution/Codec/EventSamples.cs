using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Tests.Execution.Codec;

/// <summary>One event of every kind, with something in each field. A field that is added later keeps its default here.</summary>
internal static class EventSamples
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly FeelContext Variables = FeelContext.Of(("riskLevel", "high"), ("children", 2), ("agreed", true), ("none", FeelValue.Null));

    private static readonly FeelValue List = FeelValue.List(FeelNumber.TryParse("1.5", out var half) ? (FeelValue)half : default, "b", FeelContext.Of(("c", -3)));

    private static readonly Dictionary<string, string> Pairs = new() { ["a"] = "b", ["c"] = "" };

    private static readonly TaskTerms Terms = new()
    {
        Assignee = "amira",
        CandidateGroups = ["police.mash", "school"],
        CandidateUsers = ["ben"],
        Due = Monday + Duration.FromDays(3),
        FollowUp = Monday + Duration.FromNanoseconds(1),
        Priority = 70,
        Ladder = [new LadderLevel("warning", Monday, ["team:mash"], Anonymised: true)],
        Tags = new Dictionary<string, string> { ["area"] = "north" },
    };

    private static readonly DecisionTrace Trace = new(90, [new EvaluatedDecision("d1", "Risk", 2, true, "high",
        [new EvaluatedInput("i1", "Age", 14)], [new EvaluatedRule("r1", 1, [new EvaluatedOutput("o1", "risk", "high")])])]);

    public static IReadOnlyList<WorkflowEvent> All { get; } =
    [
        new InstanceStarted(1, 2, "cse", "CSE-2026-000123", "start"),
        new InstanceCompleted(1),
        new InstanceCancelled(1, "opened twice"),
        new InstanceSuspended(1, "court case"),
        new InstanceResumed(1),
        new ElementActivated(3, "call", 1, 2, true, 4, 5, 6),
        new ElementCompleted(3, "call"),
        new ElementTerminated(3, "call"),
        new FlowTaken(1, "f1", true),
        new FlowsJoined(1, "join", ["f1", "f2"]),
        new FlowsDropped(1),
        new ComplexGatewayStarted(1, "join", ["f1"]),
        new ComplexGatewayReset(1, "join"),
        new LoopStarted(3, 2, List),
        new LoopOutput(3, 1, List),
        new CompensationKept(3, false),
        new CompensationTriggered(3, 1, [4, 5]),
        new VariablesSet(1, Variables),
        new VariablesGiven(1, Variables),
        new TaskCreated(3, "assess", "Assess", "cse", "assessment", Terms),
        new TaskAssigned(3, "amira"),
        new TaskCompleted(3, Variables),
        new TaskCancelled(3),
        new TimerScheduled(7, 3, "wait", Monday, TimerKind.Ladder, 2, "P1D", 1),
        new TimerFired(7),
        new TimerCancelled(7),
        new TimerChanged(7, Monday, "strike"),
        new SubscriptionOpened(8, 3, "wait", SubscriptionKind.Signal, "reply", "k", true, 1),
        new SubscriptionTriggered(8, "m-1"),
        new SubscriptionClosed(8),
        new ConditionReset(8),
        new JobCreated(9, 3, "tell", "notify", 3, Pairs, Variables),
        new JobCompleted(9),
        new JobFailed(9, 1, "no answer", Monday),
        new JobRetriesSet(9, 3),
        new JobErrorThrown(9, "unknown", "nobody there"),
        new JobCancelled(9),
        new IncidentRaised(10, 3, "tell", IncidentKind.Job, "no answer", 9, ElementStep.Complete),
        new IncidentResolved(10),
        new MessageSent(11, "reply", "k", Variables),
        new SignalBroadcast(11, "all", Variables),
        new EscalationThrown(3, "late", "boundary"),
        new ErrorThrown(3, "unknown", "boundary"),
        new DecisionEvaluated(3, "risk", "high", ["1", "2"]),
        new DecisionEvaluated(3, "risk", "high", ["1"]) { Trace = Trace },
        new EscalationRaised(12, 3, "assess", "warning", ["team:mash"], true),
        new EscalationAcknowledged(12, "today"),
        new EscalationAnswered(12, "done"),
        new EscalationClosed(12),
        new Remarked("note", "called the school", 3),
        new InstanceModified(1, "wrong branch"),
        new VariablesRemoved(1, ["riskLevel"]),
        new LoopExtended(3),
        new TokensRemoved(1, ["f1"]),
        new InstanceMigrated(1, 1, 20, "cse", Pairs, Pairs, "new law"),
        new WaitMigrated(WaitKind.Subscription, 8, "wait2"),
        new TaskMigrated(3, "assess2", "Assess again", "cse", null, Terms),
    ];
}
