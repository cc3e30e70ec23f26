using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Casework.Pathways.Running;

/// <summary>An element of the version that cases run, and what it becomes.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Here">How often a case stands there now.</param>
/// <param name="Becomes">The element that it becomes, or null while nobody said.</param>
/// <param name="Targets">The elements that it could become, by id and name.</param>
public sealed record MappedElement(string ElementId, string Name, int Here, string? Becomes, IReadOnlyList<(string Id, string Name)> Targets);

/// <summary>A case that cannot go, and every reason.</summary>
public sealed record StayingCase(string Reference, IReadOnlyList<string> Reasons);

/// <summary>What a move would do.</summary>
/// <param name="Going">The instances that can go.</param>
/// <param name="Staying">Those that cannot.</param>
public sealed record DryRun(IReadOnlyList<long> Going, IReadOnlyList<StayingCase> Staying);

/// <summary>A move that was begun.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Failed">Cases of the reader's areas that could not go, with why.</param>
public sealed record BegunMove(BatchProgress Progress, IReadOnlyList<StayingCase> Failed);

/// <summary>Takes running cases from one version of a pathway to the newest: proposed, tried, and then done with progress.</summary>
public sealed class CaseMoves(PeninsulaDbContext db, Engine engine, Gate gate)
{
    private const int MostFailed = 200;

    /// <summary>What every element where a case stands becomes, and every other that is not in the new version as it was.</summary>
    public async Task<IReadOnlyList<MappedElement>> ProposeAsync(DeployedResource from, DeployedResource to, IReadOnlyDictionary<string, string> chosen, CancellationToken cancel)
    {
        var (source, target) = (Definition(from), Definition(to));
        var proposed = MigrationPlan.Propose(source, target).ToDictionary(mapping => mapping.SourceElementId, mapping => mapping.TargetElementId, StringComparer.Ordinal);
        var counts = (await engine.Workflows.Statistics.CountAsync(new InstanceSelection { DefinitionKey = from.Key }, cancel: cancel))
            .Where(count => count.DefinitionKey == from.Key)
            .ToDictionary(count => count.ElementId, count => count.Active, StringComparer.Ordinal);
        return
        [
            .. from node in source.Nodes
               let here = counts.GetValueOrDefault(node.Id)
               where here > 0 || !proposed.ContainsKey(node.Id)
               orderby here descending
               select new MappedElement(
                   node.Id, node.Name ?? node.Id, here,
                   chosen.GetValueOrDefault(node.Id) is { Length: > 0 } said ? said : proposed.GetValueOrDefault(node.Id),
                   [.. target.Nodes.Where(there => IsPossible(source, target, node, there)).Select(there => (there.Id, there.Name ?? there.Id))]),
        ];
    }

    /// <summary>The whole mapping: what is the same stays, and what was chosen goes there.</summary>
    public IReadOnlyList<ElementMapping> Mapping(DeployedResource from, DeployedResource to, IReadOnlyDictionary<string, string> chosen) =>
    [
        .. MigrationPlan.Propose(Definition(from), Definition(to)).Where(mapping => !chosen.ContainsKey(mapping.SourceElementId) || chosen[mapping.SourceElementId].Length == 0),
        .. chosen.Where(pair => pair.Value.Length > 0).Select(pair => new ElementMapping(pair.Key, pair.Value)),
    ];

    /// <summary>Tries the move on every case of the version, and changes nothing.</summary>
    public async Task<DryRun> TryAsync(DeployedResource from, DeployedResource to, IReadOnlyList<ElementMapping> mapping, CancellationToken cancel)
    {
        var instances = await InstancesAsync(from, cancel);
        var command = new MigrateInstance(to.Key, mapping) { By = gate.Person.Id };
        var reasons = new IReadOnlyList<string>?[instances.Count];
        await Parallel.ForAsync(0, instances.Count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, async (i, token) =>
        {
            var result = await engine.Workflows.TryAsync(instances[i].Key, command, token);
            reasons[i] = result.IsAccepted ? null
                : result.Problems.Count > 0 ? [.. result.Problems.Select(problem => problem.Message).Distinct()]
                : [result.Message ?? "The engine refuses it."];
        });
        return new DryRun(
            [.. instances.Where((_, i) => reasons[i] is null).Select(instance => instance.Key)],
            [.. instances.Select((instance, i) => (instance, why: reasons[i])).Where(pair => pair.why is not null).Select(pair => new StayingCase(pair.instance.Name, pair.why!))]);
    }

    /// <summary>Begins the move of every case that can go. The engine works through it by itself, also after a restart.</summary>
    public async Task<BatchProgress> GoAsync(DeployedResource from, DeployedResource to, IReadOnlyList<ElementMapping> mapping, string reason, CancellationToken cancel)
    {
        var going = (await TryAsync(from, to, mapping, cancel)).Going;
        return await engine.Workflows.Batches.CreateAsync(
            new BatchRequest(new MigrateInstance(to.Key, mapping, reason), new InstanceSelection { Keys = going }) { By = gate.Person.Id }, cancel);
    }

    /// <summary>A move of a pathway's cases that was begun; null when there is none of that key, or whoever asks may not see it.</summary>
    public async Task<BegunMove?> FindAsync(string processId, long batchKey, CancellationToken cancel)
    {
        if (await OfPathwayAsync(processId, batchKey, cancel) is not { } progress)
        {
            return null;
        }

        var failed = await engine.Workflows.Batches.ItemsAsync(batchKey, BatchItemState.Failed, most: MostFailed, cancel: cancel);
        var (keys, areas) = (failed.Select(item => item.InstanceKey).ToArray(), gate.Person.Areas.ToArray());
        var theirs = await db.Instances.AsNoTracking()
            .Where(instance => keys.Contains(instance.Key) && !db.Cases.Any(row => row.InstanceKey == instance.Key && row.Area != null && !areas.Contains(row.Area)))
            .ToDictionaryAsync(instance => instance.Key, instance => instance.BusinessKey ?? $"{instance.Key}", cancel);
        return new BegunMove(progress, [.. failed.Where(item => theirs.ContainsKey(item.InstanceKey)).Select(item => new StayingCase(theirs[item.InstanceKey], [item.Message ?? ""]))]);
    }

    /// <summary>Stops a move: what has gone has gone, the rest stays as it is.</summary>
    public async Task<Outcome> StopAsync(string processId, long batchKey, CancellationToken cancel)
    {
        if (await OfPathwayAsync(processId, batchKey, cancel) is null)
        {
            return Outcome.NotThere;
        }

        await engine.Workflows.Batches.CancelAsync(batchKey, cancel);
        return Outcome.Done;
    }

    // Whoever else's batch has a key that was typed into the address is not theirs to see or to stop.
    private async Task<BatchProgress?> OfPathwayAsync(string processId, long batchKey, CancellationToken cancel) =>
        gate.MaySeeRunning && await engine.Workflows.Batches.FindAsync(batchKey, cancel) is { } progress
        && progress.Batch.ReadOperation() is MigrateInstance move && engine.Workflows.Catalog.Resource(move.DefinitionKey)?.Id == processId
            ? progress : null;

    private ProcessDefinition Definition(DeployedResource resource) => engine.Workflows.Catalog.Find(resource.Key)!;

    // By the engine's own rule, so that nothing is offered that it would refuse for every case.
    private static bool IsPossible(ProcessDefinition source, ProcessDefinition target, FlowNode node, FlowNode there) =>
        node.GetType() == there.GetType() && MigrationPlan.Check(source, target, [new ElementMapping(node.Id, there.Id)]).All(problem => problem.Rule is "scope-changed" or "boundary-moved");

    // Cases of areas that the person does not look after are not theirs to move.
    private async Task<IReadOnlyList<(long Key, string Name)>> InstancesAsync(DeployedResource version, CancellationToken cancel)
    {
        if (!gate.MaySeeRunning)
        {
            return [];
        }

        var areas = gate.Person.Areas.ToArray();
        var rows = await (from instance in db.Instances.AsNoTracking()
                          where instance.DefinitionKey == version.Key && instance.Ended == null
                          let area = db.Cases.Where(row => row.InstanceKey == instance.Key).Select(row => row.Area).FirstOrDefault()
                          where area == null || areas.Contains(area)
                          orderby instance.Key
                          select new { instance.Key, instance.BusinessKey }).ToListAsync(cancel);
        return [.. rows.Select(row => (row.Key, row.BusinessKey ?? $"{row.Key}"))];
    }
}
