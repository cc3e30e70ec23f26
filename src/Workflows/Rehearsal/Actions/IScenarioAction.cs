using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>One thing that a step does. It is read once and may be played any number of times.</summary>
internal interface IScenarioAction
{
    /// <summary>Does it, but for its consequences in other instances and jobs, which the player brings about afterwards.</summary>
    Task<Outcome> PlayAsync(ScenarioRun run);
}
