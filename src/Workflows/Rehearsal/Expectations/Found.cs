using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>What is looked at, of the whole engine unless its name says otherwise.</summary>
internal static class Found
{
    public static Task<IReadOnlyList<string>> Tasks(ScenarioRun run) => List(run.OpenTasks.Select(task => task.ElementId));

    public static Task<IReadOnlyList<string>> Incidents(ScenarioRun run) => List(run.Store.Incidents.Select(incident => incident.ElementId));

    public static Task<IReadOnlyList<string>> Escalations(ScenarioRun run) => List(run.History.Escalations);

    public static Task<IReadOnlyList<string>> Notifications(ScenarioRun run) => List(run.Notifications);

    /// <summary>Those of BPMN events; a ladder's levels are no events of the pathway.</summary>
    public static int Timers(ScenarioRun run) => run.Store.Timers.Count(timer => timer.Kind != TimerKind.Ladder);

    public static int Subscriptions(ScenarioRun run) => run.Store.Subscriptions.Count;

    public static int Instances(ScenarioRun run) => run.History.Processes.Count(process => !process.HasEnded);

    /// <summary>What the ad-hoc sub-processes of the current instance offer, each activity once.</summary>
    public static async Task<IReadOnlyList<string>> ActivatableAsync(ScenarioRun run) => await run.CurrentStateAsync() is { } state
        ? [.. state.Elements.SelectMany(element => AdHoc.Activatable(state, run.Engine.Catalog, element.Key)).Select(activity => activity.Id).Distinct()]
        : [];

    private static Task<IReadOnlyList<string>> List(IEnumerable<string> names) => Task.FromResult<IReadOnlyList<string>>([.. names]);
}
