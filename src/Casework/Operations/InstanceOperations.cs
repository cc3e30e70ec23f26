using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;

namespace Peninsula.Casework.Operations;

/// <summary>What those who run the service in an area do to an instance by hand: end it, mend it, move it, change what it holds.</summary>
public sealed class InstanceOperations(Gate gate, Engine engine, InstanceVisibility visibility)
{
    /// <summary>Does an operation on an instance; or says why not, and nothing was changed.</summary>
    /// <param name="instanceKey">The instance.</param>
    /// <param name="operation">What is to be done; who does it is filled in.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Outcome> DoAsync(long instanceKey, Command operation, CancellationToken cancel)
    {
        var may = await visibility.MayOperateAsync(instanceKey, cancel);
        return may.IsDone
            ? Outcome.Of(await engine.Workflows.ExecuteAsync(instanceKey, operation with { By = gate.Person.Id }, cancel))
            : may;
    }

    /// <summary>Tries again what raised an incident.</summary>
    public async Task<Outcome> ResolveAsync(long incidentKey, CancellationToken cancel) =>
        await visibility.FindFileAsync(incidentKey, isPlace: false, cancel) is { } file
            ? await DoAsync(file.InstanceKey, new ResolveIncident(incidentKey, FeelContext.Empty), cancel)
            : Outcome.NotThere;
}
