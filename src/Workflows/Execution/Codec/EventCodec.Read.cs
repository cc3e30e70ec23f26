using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Mirrors <c>EventCodec.Write.cs</c>: arguments are read in the order in which they were written, by the version in which they were.</summary>
public static partial class EventCodec
{
    // In the first format a decision with its trace was a kind of its own; in the second it is version 2 of the decision.
    private const byte TracedDecision = 57;

    private static WorkflowEvent ReadEvent(ref Decoder from, byte format)
    {
        var kind = from.Byte();
        if (format == WithoutVersions && kind == TracedDecision)
        {
            return ReadDecision(ref from) with { Trace = DecisionTraceCodec.Read(ref from) };
        }

        var version = format == WithoutVersions ? (byte)1 : from.Byte();
        EventKind.Check(kind, version);
        return ReadEvent(ref from, kind, version);
    }

    private static WorkflowEvent ReadEvent(ref Decoder from, byte kind, byte version) => kind switch
    {
        1 => new InstanceStarted(from.Number(), from.Number(), from.Text(), from.OptionalText(), from.OptionalText()),
        2 => new InstanceCompleted(from.Number()),
        3 => new InstanceCancelled(from.Number(), from.OptionalText()),
        4 => new InstanceSuspended(from.Number(), from.Text()),
        5 => new InstanceResumed(from.Number()),
        6 => new ElementActivated(from.Number(), from.Text(), from.Number(), from.Int(), from.Flag(), from.OptionalNumber(), from.OptionalNumber(), from.OptionalNumber()),
        7 => new ElementCompleted(from.Number(), from.Text()),
        8 => new ElementTerminated(from.Number(), from.Text()),
        9 => new FlowTaken(from.Number(), from.Text(), from.Flag()),
        10 => new FlowsJoined(from.Number(), from.Text(), from.Texts()),
        11 => new FlowsDropped(from.Number()),
        12 => new ComplexGatewayStarted(from.Number(), from.Text(), from.Texts()),
        13 => new ComplexGatewayReset(from.Number(), from.Text()),
        14 => new LoopStarted(from.Number(), from.Int(), from.Value()),
        15 => new LoopOutput(from.Number(), from.Int(), from.Value()),
        16 => new CompensationKept(from.Number(), from.Flag()),
        17 => new CompensationTriggered(from.Number(), from.Number(), ReadKeys(ref from)),
        18 => new VariablesSet(from.Number(), from.Context()),
        19 => new TaskCreated(from.Number(), from.Text(), from.Text(), from.Text(), from.OptionalText(), TermsCodec.Read(ref from)),
        20 => new TaskAssigned(from.Number(), from.OptionalText()),
        21 => new TaskCompleted(from.Number(), from.Context()),
        22 => new TaskCancelled(from.Number()),
        23 => new TimerScheduled(from.Number(), from.Number(), from.Text(), from.Time(), (TimerKind)from.Byte(), from.Int(), from.OptionalText(), from.Int()),
        24 => new TimerFired(from.Number()),
        25 => new TimerCancelled(from.Number()),
        26 => new TimerChanged(from.Number(), from.Time(), from.Text()),
        27 => new SubscriptionOpened(from.Number(), from.Number(), from.Text(), (SubscriptionKind)from.Byte(), from.Text(), from.OptionalText(), from.Flag(), from.Int()),
        28 => new SubscriptionTriggered(from.Number(), from.OptionalText()),
        29 => new SubscriptionClosed(from.Number()),
        30 => new ConditionReset(from.Number()),
        31 => new JobCreated(from.Number(), from.Number(), from.Text(), from.Text(), from.Int(), from.Pairs(), from.Context()),
        32 => new JobCompleted(from.Number()),
        33 => new JobFailed(from.Number(), from.Int(), from.Text(), from.Time()),
        34 => new JobRetriesSet(from.Number(), from.Int()),
        35 => new JobErrorThrown(from.Number(), from.Text(), from.OptionalText()),
        36 => new JobCancelled(from.Number()),
        37 => new IncidentRaised(from.Number(), from.Number(), from.Text(), (IncidentKind)from.Byte(), from.Text(), from.OptionalNumber(), (ElementStep)from.Byte()),
        38 => new IncidentResolved(from.Number()),
        39 => new MessageSent(from.Number(), from.Text(), from.OptionalText(), from.Context()),
        40 => new SignalBroadcast(from.Number(), from.Text(), from.Context()),
        41 => new EscalationThrown(from.Number(), from.Text(), from.OptionalText()),
        42 => new ErrorThrown(from.Number(), from.OptionalText(), from.OptionalText()),
        43 => ReadDecision(ref from) with { Trace = version >= 2 ? DecisionTraceCodec.ReadOptional(ref from) : null },
        44 => new EscalationRaised(from.Number(), from.Number(), from.Text(), from.Text(), from.Texts(), from.Flag()),
        45 => new EscalationAcknowledged(from.Number(), from.Text()),
        46 => new EscalationAnswered(from.Number(), from.Text()),
        47 => new EscalationClosed(from.Number()),
        48 => new Remarked(from.Text(), from.Text(), from.OptionalNumber()),
        49 => new InstanceModified(from.Number(), from.OptionalText()),
        50 => new VariablesRemoved(from.Number(), from.Texts()),
        51 => new LoopExtended(from.Number()),
        52 => new TokensRemoved(from.Number(), from.Texts()),
        53 => new InstanceMigrated(from.Number(), from.Number(), from.Number(), from.Text(), from.Pairs(), from.Pairs(), from.OptionalText()),
        54 => new WaitMigrated((WaitKind)from.Byte(), from.Number(), from.Text()),
        55 => new TaskMigrated(from.Number(), from.Text(), from.Text(), from.Text(), from.OptionalText(), TermsCodec.Read(ref from)),
        56 => new VariablesGiven(from.Number(), from.Context()),
        _ => throw Decoder.Broken(),
    };
    private static DecisionEvaluated ReadDecision(ref Decoder from) => new(from.Number(), from.Text(), from.Value(), from.Texts());
}
