using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Casework.Operations;

/// <summary>One operation on many instances, of those that whoever asks may run. A batch is its maker's own.</summary>
public sealed class BatchOperations(Gate gate, Engine engine, InstanceVisibility visibility, PeninsulaDbContext db)
{
    /// <summary>The batches of whoever asks.</summary>
    public IQueryable<BatchRecord> Theirs()
    {
        var person = gate.MayWork ? gate.Person.Id : "";
        return db.Batches.Where(batch => batch.By == person);
    }

    /// <summary>Of these instances, those that whoever asks may run.</summary>
    public async Task<IReadOnlyList<long>> OperableAsync(IEnumerable<long> instances, CancellationToken cancel)
    {
        var operable = new List<long>();
        foreach (var instance in instances)
        {
            if (gate.MayOperate(await visibility.FactsAsync(instance, cancel)))
            {
                operable.Add(instance);
            }
        }

        return operable;
    }

    /// <summary>Begins a batch on those of the instances that whoever asks may run, and on no other.</summary>
    public async Task<BatchProgress> CreateAsync(Command operation, IEnumerable<long> instances, CancellationToken cancel) =>
        await engine.Workflows.Batches.CreateAsync(
            new BatchRequest(operation, new InstanceSelection { Keys = [.. await OperableAsync(instances, cancel)] }) { By = gate.Person.Id }, cancel);

    /// <summary>How far a batch is; null when it is not there, or another's.</summary>
    public async Task<BatchProgress?> FindAsync(long batchKey, CancellationToken cancel) =>
        gate.MayWork && await engine.Workflows.Batches.FindAsync(batchKey, cancel) is { } found && found.Batch.By == gate.Person.Id ? found : null;

    /// <summary>Lets a batch wait.</summary>
    public Task<Outcome> SuspendAsync(long batchKey, CancellationToken cancel) =>
        ChangeAsync(batchKey, engine.Workflows.Batches.SuspendAsync, "Only a batch that is worked on can be suspended.", cancel);

    /// <summary>Lets a batch that waits go on.</summary>
    public Task<Outcome> ResumeAsync(long batchKey, CancellationToken cancel) =>
        ChangeAsync(batchKey, engine.Workflows.Batches.ResumeAsync, "Only a suspended batch can go on.", cancel);

    /// <summary>Ends a batch. Instances that it has dealt with stay changed, the others as they are.</summary>
    public Task<Outcome> CancelAsync(long batchKey, CancellationToken cancel) =>
        ChangeAsync(batchKey, engine.Workflows.Batches.CancelAsync, "It has ended already.", cancel);

    private async Task<Outcome> ChangeAsync(long batchKey, Func<long, CancellationToken, ValueTask<bool>> change, string otherwise, CancellationToken cancel) =>
        await FindAsync(batchKey, cancel) is null ? Outcome.NotThere
        : await change(batchKey, cancel) ? Outcome.Done
        : Outcome.Overtaken($"Batch operation {batchKey} is left as it is. {otherwise}");
}
