namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>What a scenario may use: a pathway that runs in circles must fail, not hang.</summary>
internal static class Limits
{
    /// <summary>Timers, deliveries and jobs in one step.</summary>
    public const int Moves = 20_000;
}
