using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework;

/// <summary>Why a use case changed nothing.</summary>
public enum Denial
{
    /// <summary>It is not there, or whoever asks may not know of it: the two look the same.</summary>
    NotThere,

    /// <summary>They may know of it and may not do this.</summary>
    Forbidden,

    /// <summary>What they gave cannot be taken.</summary>
    Invalid,

    /// <summary>Somebody else was faster, or it stands where this cannot be done.</summary>
    Overtaken,

    /// <summary>The service has too much to do; it can be tried again.</summary>
    Busy,
}

/// <summary>What came of a use case. Whatever the front, the guard is in the use case; a front only says the outcome in its own way.</summary>
/// <param name="Denial">Why nothing was changed; null when it was done.</param>
/// <param name="Why">The same in plain words, with what to do; null when it was done.</param>
public record Outcome(Denial? Denial = null, string? Why = null)
{
    public static Outcome Done { get; } = new();

    public bool IsDone => Denial is null;

    public static Outcome NotThere { get; } = new(Casework.Denial.NotThere, "There is nothing of that key, or it is not your agency's.");

    public static Outcome Forbidden(string why) => new(Casework.Denial.Forbidden, why);

    public static Outcome Invalid(string why) => new(Casework.Denial.Invalid, why);

    /// <summary>What came of a command to the engine.</summary>
    public static Outcome Of(CommandResult result) => result.Refusal switch
    {
        null => Done,
        Refusal.NotFound or Refusal.AlreadyDone => new Outcome(Casework.Denial.NotThere, result.Message),
        Refusal.WrongState => Overtaken(result.Message!),
        Refusal.Busy => new Outcome(Casework.Denial.Busy, result.Message),
        _ => Invalid(result.Problems.Count == 0 ? result.Message! : string.Join(" ", result.Problems.Select(problem => problem.Message).Prepend(result.Message))),
    };

    public static Outcome Overtaken(string why) => new(Casework.Denial.Overtaken, why);
}
