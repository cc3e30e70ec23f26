using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Sets variables in the current instance, or from the scope of a task outwards.</summary>
internal sealed record SetVariablesAction(FeelContext Variables, string? Task) : IScenarioAction
{
    public static SetVariablesAction Read(Fields fields) => new(fields.Variables(), fields.Text("task"));

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        if (Task is null)
        {
            return run.Current is { } current
                ? await run.ExecuteAsync(current, new SetVariables(null, Variables))
                : Outcome.Refused("no instance has started");
        }

        return run.OpenTasks.FirstOrDefault(task => task.ElementId == Task) is { } open
            ? await run.ExecuteAsync(open.InstanceKey, new SetVariables(open.TaskKey, Variables))
            : Outcome.Refused($"there is no open task \"{Task}\"");
    }
}

/// <summary>Cancels the current instance.</summary>
internal sealed record CancelAction : IScenarioAction
{
    public static CancelAction Read(Fields fields)
    {
        fields.Text("reason");
        return new CancelAction();
    }

    public async Task<Outcome> PlayAsync(ScenarioRun run) =>
        run.Current is { } current ? await run.ExecuteAsync(current, new CancelInstance()) : Outcome.Refused("no instance has started");
}

/// <summary>Mends the oldest incident, or that of an element, and tries again.</summary>
internal sealed record ResolveIncidentAction(string? Element, FeelContext Variables) : IScenarioAction
{
    public static ResolveIncidentAction Read(Fields fields) => new(fields.Text("element"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        var incident = run.Store.Incidents.FirstOrDefault(raised => Element is null || raised.ElementId == Element);
        return incident is null
            ? Outcome.Refused(Element is null ? "there is no incident" : $"there is no incident at \"{Element}\"; there are: {Lists.Write(run.Store.Incidents.Select(raised => raised.ElementId))}")
            : Outcome.Of(await run.Engine.ExecuteAsync(new ResolveIncident(incident.IncidentKey, Variables) { By = run.Scenario.SignedInAs }));
    }
}

/// <summary>Deploys further files, all or none.</summary>
internal sealed record DeployAction(IReadOnlyList<string> Definitions) : IScenarioAction
{
    public static DeployAction Read(Fields fields) =>
        new(fields.Texts("definitions") is { Count: > 0 } files ? files : throw new ScenarioFormatException("\"deploy\" needs \"definitions\""));

    public Task<Outcome> PlayAsync(ScenarioRun run) => run.DeployAsync(Definitions);
}
