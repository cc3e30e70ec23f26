using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Rehearsal;

/// <summary>How a job ends in a scenario.</summary>
internal abstract record JobEnding
{
    public abstract Command ToCommand(long jobKey);

    public sealed record Complete(FeelContext Variables) : JobEnding
    {
        public override Command ToCommand(long jobKey) => new CompleteJob(jobKey, Variables);
    }

    public sealed record ThrowError(string Code, FeelContext Variables) : JobEnding
    {
        public override Command ToCommand(long jobKey) => new ThrowJobError(jobKey, Code, null, Variables);
    }

    /// <summary>No try is left: an incident.</summary>
    public sealed record Fail(string Reason) : JobEnding
    {
        public override Command ToCommand(long jobKey) => new FailJob(jobKey, 0, Reason);
    }
}
