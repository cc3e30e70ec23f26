using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>Something that must be the case.</summary>
internal interface IExpectation
{
    /// <summary>Null when it is; otherwise what was expected and what was found.</summary>
    Task<string?> CheckAsync(ScenarioRun run);
}
