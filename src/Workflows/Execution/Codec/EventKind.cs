using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>A kind of event in the history: its number, for ever, and the version of its fields that is written now.</summary>
/// <remarks>See decision record 15: a change of an event's fields raises its version here, and what was written before is still read.</remarks>
/// <param name="Number">
/// Its number, from 1. It is never given to another kind, not even when nothing writes the kind any more. The format before
/// versions had 57 for a decision with its trace; it is told apart by the format, so that 57 is free for the next kind.
/// </param>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Version">The version that is written; it and all before it are read.</param>
internal sealed record EventKind(byte Number, string Name, byte Version)
{
    public static IReadOnlyList<EventKind> All { get; } =
    [
        new(1, nameof(InstanceStarted), 1),
        new(2, nameof(InstanceCompleted), 1),
        new(3, nameof(InstanceCancelled), 1),
        new(4, nameof(InstanceSuspended), 1),
        new(5, nameof(InstanceResumed), 1),
        new(6, nameof(ElementActivated), 1),
        new(7, nameof(ElementCompleted), 1),
        new(8, nameof(ElementTerminated), 1),
        new(9, nameof(FlowTaken), 1),
        new(10, nameof(FlowsJoined), 1),
        new(11, nameof(FlowsDropped), 1),
        new(12, nameof(ComplexGatewayStarted), 1),
        new(13, nameof(ComplexGatewayReset), 1),
        new(14, nameof(LoopStarted), 1),
        new(15, nameof(LoopOutput), 1),
        new(16, nameof(CompensationKept), 1),
        new(17, nameof(CompensationTriggered), 1),
        new(18, nameof(VariablesSet), 1),
        new(19, nameof(TaskCreated), 1),
        new(20, nameof(TaskAssigned), 1),
        new(21, nameof(TaskCompleted), 1),
        new(22, nameof(TaskCancelled), 1),
        new(23, nameof(TimerScheduled), 1),
        new(24, nameof(TimerFired), 1),
        new(25, nameof(TimerCancelled), 1),
        new(26, nameof(TimerChanged), 1),
        new(27, nameof(SubscriptionOpened), 1),
        new(28, nameof(SubscriptionTriggered), 1),
        new(29, nameof(SubscriptionClosed), 1),
        new(30, nameof(ConditionReset), 1),
        new(31, nameof(JobCreated), 1),
        new(32, nameof(JobCompleted), 1),
        new(33, nameof(JobFailed), 1),
        new(34, nameof(JobRetriesSet), 1),
        new(35, nameof(JobErrorThrown), 1),
        new(36, nameof(JobCancelled), 1),
        new(37, nameof(IncidentRaised), 1),
        new(38, nameof(IncidentResolved), 1),
        new(39, nameof(MessageSent), 1),
        new(40, nameof(SignalBroadcast), 1),
        new(41, nameof(EscalationThrown), 1),
        new(42, nameof(ErrorThrown), 1),
        new(43, nameof(DecisionEvaluated), 2),
        new(44, nameof(EscalationRaised), 1),
        new(45, nameof(EscalationAcknowledged), 1),
        new(46, nameof(EscalationAnswered), 1),
        new(47, nameof(EscalationClosed), 1),
        new(48, nameof(Remarked), 1),
        new(49, nameof(InstanceModified), 1),
        new(50, nameof(VariablesRemoved), 1),
        new(51, nameof(LoopExtended), 1),
        new(52, nameof(TokensRemoved), 1),
        new(53, nameof(InstanceMigrated), 1),
        new(54, nameof(WaitMigrated), 1),
        new(55, nameof(TaskMigrated), 1),
        new(56, nameof(VariablesGiven), 1),
    ];

    private static readonly byte[] Versions = [0, .. All.Select(kind => kind.Version)];

    /// <summary>The version in which a kind is written.</summary>
    public static byte VersionOf(byte number) => Versions[number];

    /// <summary>Refuses what a later engine wrote.</summary>
    /// <exception cref="InvalidDataException">No such kind, or no such version of it, is known here.</exception>
    public static void Check(byte number, byte version)
    {
        if (number == 0 || version == 0)
        {
            throw Decoder.Broken();
        }

        if (number >= Versions.Length)
        {
            throw new InvalidDataException($"The history holds an event of kind {number} in version {version}, which this engine does not know: a later engine wrote it, or the bytes are broken.");
        }

        if (version > Versions[number])
        {
            throw new InvalidDataException($"The history holds {All[number - 1].Name} in version {version}, and this engine reads it up to version {Versions[number]}: a later engine wrote it, or the bytes are broken.");
        }
    }
}
