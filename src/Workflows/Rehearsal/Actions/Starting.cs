using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Starts an instance at the none start event.</summary>
internal sealed record StartAction(string? Process, FeelContext Variables, string? BusinessKey, string? As) : IScenarioAction
{
    public static StartAction Read(Fields fields) => new(fields.Text("process"), fields.Variables(), fields.Text("businessKey"), fields.Text("as"));

    public Task<Outcome> PlayAsync(ScenarioRun run) =>
        (Process ?? run.Scenario.Process) is { Length: > 0 } process
            ? run.StartAsync(new StartRequest { ProcessId = process, Variables = Variables, BusinessKey = BusinessKey }, makeCurrent: As is null)
            : throw new CannotPlayException("neither the step nor the scenario says which process to start");
}

/// <summary>Starts an instance at every message start event of that name.</summary>
internal sealed record StartByMessage(string Name, FeelContext Variables, string? BusinessKey) : IScenarioAction
{
    public static StartByMessage Read(Fields fields) => new(fields.RequiredText("name"), fields.Variables(), fields.Text("businessKey"));

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        var starts = run.Store.Subscriptions.Where(subscription => subscription is { InstanceKey: 0, Kind: SubscriptionKind.Message } && subscription.Name == Name).ToArray();
        if (starts.Length == 0)
        {
            return Outcome.Refused($"no process starts by the message \"{Name}\"");
        }

        foreach (var start in starts)
        {
            var outcome = await run.StartAsync(new StartRequest { DefinitionKey = start.DefinitionKey, StartElementId = start.ElementId, Variables = Variables, BusinessKey = BusinessKey });
            if (!outcome.IsDone)
            {
                return outcome;
            }
        }

        return Outcome.Done;
    }
}

/// <summary>Starts an instance at every conditional start event whose condition holds; none may hold.</summary>
internal sealed record StartByCondition(FeelContext Variables, string? BusinessKey) : IScenarioAction
{
    public static StartByCondition Read(Fields fields) => new(fields.Variables(), fields.Text("businessKey"));

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        if (!run.Store.Subscriptions.Any(subscription => subscription is { InstanceKey: 0, Kind: SubscriptionKind.Condition }))
        {
            return Outcome.Refused("no process starts by a condition");
        }

        var results = await run.Engine.StartByConditionAsync(Variables, BusinessKey, run.Scenario.SignedInAs);
        if (results.FirstOrDefault(result => !result.IsAccepted) is { } refused)
        {
            return Outcome.Of(refused);
        }

        if (results.Count > 0)
        {
            run.Choose(results[0].InstanceKey);
        }

        return Outcome.Done;
    }
}
