using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>How an action ended: done, or refused for a reason.</summary>
internal readonly record struct Outcome(string? Problem)
{
    public static Outcome Done => default;

    public bool IsDone => Problem is null;

    public static Outcome Refused(string why) => new(why);

    public static Outcome Of(CommandResult result) => new(result.IsAccepted ? null : result.Message ?? result.Refusal.ToString());
}
