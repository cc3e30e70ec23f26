
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Ends the oldest waiting job of a type.</summary>
internal sealed record JobAction(string Type, JobEnding Ending) : IScenarioAction
{
    public static JobAction ReadComplete(Fields fields) => new(fields.RequiredText("type"), new JobEnding.Complete(fields.Variables()));

    public static JobAction ReadError(Fields fields) => new(fields.RequiredText("type"), new JobEnding.ThrowError(fields.Text("code") ?? "", fields.Variables()));

    public static JobAction ReadFailure(Fields fields) => new(fields.RequiredText("type"), new JobEnding.Fail(fields.Text("reason") ?? "failed by the scenario"));

    public async Task<Outcome> PlayAsync(ScenarioRun run) =>
        run.Store.Jobs.FirstOrDefault(job => job.Type == Type && job.Retries > 0) is { } waiting
            ? await run.ExecuteAsync(waiting.InstanceKey, Ending.ToCommand(waiting.JobKey))
            : Outcome.Refused($"no job of type \"{Type}\" waits; waiting: {Lists.Write(run.Store.Jobs.Select(job => job.Type))}");
}
