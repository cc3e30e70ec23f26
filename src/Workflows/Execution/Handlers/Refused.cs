namespace Peninsula.Workflows.Execution;

/// <summary>Why a command is not taken. Nothing may have been written before.</summary>
internal sealed record Refused(Refusal Refusal, string Message)
{
    /// <summary>What the command names is not there: done already, or never of this instance.</summary>
    public static Refused Missing(Turn turn, string what, long key) =>
        key > turn.State.Key && key <= turn.State.LastKey
            ? new(Refusal.AlreadyDone, $"The {what} {key} is done or gone.")
            : new(Refusal.NotFound, $"There is no {what} {key} in this instance.");
}
