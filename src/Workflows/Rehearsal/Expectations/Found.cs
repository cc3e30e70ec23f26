using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>What is looked at, of the whole engine unless its name says otherwise.</summary>
internal static class Found
{
    public static Task<IReadOnlyList<string>> Tasks(Stage stage) => List(stage.OpenTasks.Select(task => task.ElementId));

    public static Task<IReadOnlyList<string>> Incidents(Stage stage) => List(stage.Store.Incidents.Select(incident => incident.ElementId));

    public static Task<IReadOnlyList<string>> Escalations(Stage stage) => List(stage.Ledger.Escalations);

    public static Task<IReadOnlyList<string>> Notifications(Stage stage) => List(stage.Notifications);

    /// <summary>Those of BPMN events; a ladder's steps are no events of the pathway.</summary>
    public static int Timers(Stage stage) => stage.Store.Timers.Count(timer => timer.Kind != TimerKind.Ladder);

    public static int Subscriptions(Stage stage) => stage.Store.Subscriptions.Count;

    public static int Instances(Stage stage) => stage.Ledger.Processes.Count(process => !process.HasEnded);

    /// <summary>What the ad-hoc sub-processes of the current instance offer, each activity once.</summary>
    public static async Task<IReadOnlyList<string>> ActivatableAsync(Stage stage) => await stage.CurrentStateAsync() is { } state
        ? [.. state.Elements.SelectMany(element => AdHoc.Activatable(state, stage.Engine.Catalog, element.Key)).Select(activity => activity.Id).Distinct()]
        : [];

    private static Task<IReadOnlyList<string>> List(IEnumerable<string> names) => Task.FromResult<IReadOnlyList<string>>([.. names]);
}
