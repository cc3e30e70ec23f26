using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>Names that must be exactly these, each as often; their order counts only where it means something.</summary>
internal sealed record NamesExpectation(string What, IReadOnlyList<string> Expected, Func<ScenarioRun, Task<IReadOnlyList<string>>> Find, bool InOrder = false) : IExpectation
{
    public async Task<string?> CheckAsync(ScenarioRun run)
    {
        var found = await Find(run);
        var holds = InOrder ? found.SequenceEqual(Expected) : Lists.Same(found, Expected);
        return holds ? null : $"expected {What} {Write(Expected)}, found {Write(found)}";
    }

    private string Write(IEnumerable<string> names) => InOrder ? Lists.InOrder(names) : Lists.Write(names);
}

/// <summary>How many there must be.</summary>
internal sealed record CountExpectation(string What, int Expected, Func<ScenarioRun, int> Count) : IExpectation
{
    public Task<string?> CheckAsync(ScenarioRun run)
    {
        var found = Count(run);
        return Task.FromResult(found == Expected ? null : $"expected {Expected} {What}, found {found}");
    }
}

/// <summary>Whether the current instance, or the newest of a process, has ended.</summary>
internal sealed record EndedExpectation(bool Ended, string? Process) : IExpectation
{
    public Task<string?> CheckAsync(ScenarioRun run)
    {
        var played = Process is null
            ? run.History.Processes.FirstOrDefault(process => process.Key == run.Current)
            : run.History.Processes.LastOrDefault(process => process.ProcessId == Process);
        var subject = Process is null ? "the instance" : $"the instance of {Process}";
        return Task.FromResult(
            played is null ? $"expected {subject} {(Ended ? "to have ended" : "to be running")}, but none has started"
            : played.HasEnded == Ended ? null
            : Ended ? $"expected {subject} to have ended, but it is running" : $"expected {subject} to be running, but it has ended");
    }
}

/// <summary>Values that variables of the current instance must have; null matches one that is not set.</summary>
internal sealed record VariablesExpectation(FeelContext Expected) : IExpectation
{
    public async Task<string?> CheckAsync(ScenarioRun run)
    {
        if (await run.CurrentStateAsync() is not { } state)
        {
            return "expected variables of the instance, but none has started";
        }

        foreach (var (name, expected) in Expected)
        {
            var found = FeelJson.AsJsonKinds(state.Variables[name]);
            if (!found.Equals(expected))
            {
                return $"expected {name} = {FeelJson.ToJson(expected)}, found {(state.Variables.ContainsKey(name) ? FeelJson.ToJson(found) : "no such variable")}";
            }
        }

        return null;
    }
}
