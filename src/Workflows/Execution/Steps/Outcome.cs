namespace Peninsula.Workflows.Execution.Steps;

/// <summary>An expected failure: it becomes an incident, and the element stands still.</summary>
internal sealed record Problem(IncidentKind Kind, string Message, long? JobKey = null);

/// <summary>How a step ended.</summary>
internal readonly struct Outcome
{
    private Outcome(Problem? problem, bool isDone)
    {
        Problem = problem;
        IsDone = isDone;
    }

    /// <summary>The step is done; the next follows at once.</summary>
    public static Outcome Done => new(null, true);

    /// <summary>The element waits, or is gone; something else will take it on.</summary>
    public static Outcome Waits => default;

    public Problem? Problem { get; }

    public bool IsDone { get; }

    public static implicit operator Outcome(Problem? problem) => new(problem, problem is null);
}
