using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal;

/// <summary>Plays scenarios, each in an engine of its own. Safe to use from several threads at once.</summary>
public sealed class Rehearser(RehearsalSetup setup)
{
    /// <summary>Reads a scenario file and plays it. Whatever is wrong with file, pathway or engine is in the result.</summary>
    public async Task<RehearsalResult> PlayFileAsync(string path, CancellationToken cancel = default)
    {
        try
        {
            return await PlayAsync(Scenario.Load(path, setup.Zone), cancel);
        }
        catch (ScenarioFormatException error)
        {
            return RehearsalResult.Fail(error.Step, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return RehearsalResult.Fail(null, $"the file cannot be read: {error.Message}");
        }
    }

    /// <summary>Plays a scenario until its end or the first step that does not do what it should.</summary>
    public async Task<RehearsalResult> PlayAsync(Scenario scenario, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        using var run = await ScenarioRun.OpenAsync(scenario, setup, cancel);
        if (scenario.Definitions.Count > 0 && await GuardAsync(run, DeployAsync) is { } notDeployed)
        {
            return RehearsalResult.Fail(null, notDeployed);
        }

        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var step = scenario.Steps[i];
            if (await GuardAsync(run, on => PlayAsync(on, step)) is { } problem)
            {
                return RehearsalResult.Fail(i + 1, problem + Hint(run));
            }
        }

        return RehearsalResult.Pass;
    }

    private static async Task<string?> GuardAsync(ScenarioRun run, Func<ScenarioRun, Task<string?>> play)
    {
        try
        {
            return await play(run);
        }
        catch (CannotPlayException error)
        {
            return error.Message;
        }
#pragma warning disable CA1031 // A bug that one scenario finds is that scenario's failure; the others are played all the same.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return $"the engine failed: {error.GetType().Name}: {error.Message}";
        }
    }

    private static async Task<string?> DeployAsync(ScenarioRun run) => (await run.DeployAsync(run.Scenario.Definitions)).Problem;

    private static async Task<string?> PlayAsync(ScenarioRun run, Step step)
    {
        if (step is Step.Expect expect)
        {
            foreach (var expectation in expect.All)
            {
                if (await expectation.CheckAsync(run) is { } mismatch)
                {
                    return mismatch;
                }
            }

            return null;
        }

        var (action, expectError) = (Step.Act)step;
        var incidents = Incidents(run);
        var outcome = await action.PlayAsync(run);
        await run.SettleAsync();
        return !expectError ? outcome.Problem
            : !outcome.IsDone || Incidents(run) > incidents ? null
            : "expected the engine to refuse this or to raise an incident, but it was done";
    }

    // The runtime's own incidents, of timers that it put aside, are in no instance's history.
    private static int Incidents(ScenarioRun run) => run.History.IncidentsRaised + run.Store.Incidents.Count(incident => incident.Kind == "Timer");

    // What stands still is very often why something else is not as expected.
    private static string Hint(ScenarioRun run) => run.Store.Incidents is { Count: > 0 } incidents
        ? $" (incident at {string.Join("; ", incidents.Select(incident => $"{incident.ElementId}: {incident.Message}"))})"
        : "";
}
