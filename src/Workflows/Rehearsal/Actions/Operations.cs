using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Takes the current instance to the newest version of its process; <c>mapping</c>, where there is one, says what became of each element that runs.</summary>
internal sealed record MigrateAction(IReadOnlyList<ElementMapping> Mapping) : IScenarioAction
{
    public static MigrateAction Read(Fields fields) => new(OperationFields.Pairs(fields, "mapping", (from, to) => new ElementMapping(from, to)));

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        if (run.Current is not { } current || await run.Engine.InspectAsync(current) is not { } state)
        {
            return Outcome.Refused("no instance has started");
        }

        return run.Engine.Catalog.Newest(ResourceKind.Process, state.ProcessId) is { } newest
            ? await run.ExecuteAsync(current, new MigrateInstance(newest.Key, Mapping.Count == 0 ? null : Mapping))
            : Outcome.Refused($"no process \"{state.ProcessId}\" is deployed");
    }
}

/// <summary>Starts, ends and moves elements of the current instance by hand.</summary>
internal sealed record ModifyAction(IReadOnlyList<Modification> Modifications) : IScenarioAction
{
    public static ModifyAction Read(Fields fields) => new(
    [
        .. (fields.Texts("activate") ?? []).Select(id => new ActivateElement(id)),
        .. OperationFields.Pairs(fields, "move", (from, to) => new MoveElement(ElementChoice.AllOf(from), to)),
        .. (fields.Texts("cancel") ?? []).Select(id => new CancelElement(ElementChoice.AllOf(id))),
    ]);

    public async Task<Outcome> PlayAsync(ScenarioRun run) =>
        run.Current is { } current ? await run.ExecuteAsync(current, new ModifyInstance(Modifications)) : Outcome.Refused("no instance has started");
}

/// <summary>Suspends the current instance, or resumes it.</summary>
internal sealed record SuspendAction(bool Suspends) : IScenarioAction
{
    public static SuspendAction Read(Fields fields, bool suspends)
    {
        fields.Text("reason");
        return new SuspendAction(suspends);
    }

    public async Task<Outcome> PlayAsync(ScenarioRun run) => run.Current is { } current
        ? await run.ExecuteAsync(current, Suspends ? new SuspendInstance("rehearsed") : new ResumeInstance())
        : Outcome.Refused("no instance has started");
}

/// <summary>Reads what operations name.</summary>
internal static class OperationFields
{
    /// <summary>An object of texts as pairs, <c>{"from": "to"}</c>; empty when there is none.</summary>
    public static IReadOnlyList<T> Pairs<T>(Fields fields, string name, Func<string, string, T> make) => fields.Object(name) is { } pairs
        ? [.. pairs.Rest().Select(pair => make(pair.Key, Fields.AsText(pair.Value, $"\"{pair.Key}\"")))]
        : [];
}
