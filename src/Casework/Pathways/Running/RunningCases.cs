using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Casework.Pathways.Running;

/// <summary>How many cases run a version.</summary>
/// <param name="Key">The version.</param>
/// <param name="Version">Its number.</param>
/// <param name="Cases">Cases that run it now, by themselves or inside a pathway that calls it.</param>
/// <param name="OwnCases">Those of them that were started by it, and so can be moved from here.</param>
public sealed record RunningVersion(long Key, int Version, int Cases, int OwnCases);

/// <summary>How an element fares over the running cases.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Here">How often a case stands here now.</param>
/// <param name="Overdue">Tasks here that are late.</param>
/// <param name="Incidents">Incidents here that somebody has to mend.</param>
/// <param name="Median">How long a task took here, half of them less; null when none was done or it is no task.</param>
public sealed record ElementStanding(string ElementId, string Name, int Here, int Overdue, int Incidents, Duration? Median);

/// <summary>Where the running cases of a pathway stand.</summary>
/// <param name="Versions">The versions that cases run, newest first.</param>
/// <param name="Elements">Where they stand, in the order of the newest version.</param>
/// <param name="CalledBy">Pathways inside which it runs, by name.</param>
public sealed record Standing(IReadOnlyList<RunningVersion> Versions, IReadOnlyList<ElementStanding> Elements, IReadOnlyList<string> CalledBy);

/// <summary>Counts where running cases stand. Numbers only: nothing that a case holds is read.</summary>
public sealed class RunningCases(PeninsulaDbContext db, Engine engine, Vocabulary vocabulary, IClock clock)
{
    // A median over more tasks than this says nothing more.
    private const int MostTasksForMedian = 20_000;

    public async Task<Standing> OfAsync(string processId, CancellationToken cancel)
    {
        var catalog = engine.Workflows.Catalog;
        var versions = catalog.Versions(ResourceKind.Process, processId).ToDictionary(version => version.Key);
        var callers = Callers(processId).ToList();
        // Whatever calls it holds it too, so all instances have to be looked at; otherwise its own are all there are.
        var counts = (await engine.Workflows.Statistics.CountAsync(callers.Count > 0 ? new InstanceSelection() : new InstanceSelection { ProcessId = processId }, cancel: cancel))
            .Where(count => versions.ContainsKey(count.DefinitionKey))
            .ToList();
        var own = await db.Instances.AsNoTracking()
            .Where(instance => instance.ProcessId == processId && instance.Ended == null)
            .GroupBy(instance => instance.DefinitionKey)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var (overdue, medians) = await TasksAsync(processId, cancel);
        return new Standing(
            [
                .. versions.Values.OrderByDescending(version => version.Version)
                    .Select(version => new RunningVersion(version.Key, version.Version, Cases(version.Key), own.GetValueOrDefault(version.Key)))
                    .Where(version => version.Cases + version.OwnCases > 0 || version.Key == catalog.Newest(ResourceKind.Process, processId)?.Key),
            ],
            [
                .. from id in Order(versions.Values).Concat(counts.Select(count => count.ElementId)).Distinct()
                   let here = counts.Where(count => count.ElementId == id).ToList()
                   let median = medians.TryGetValue(id, out var found) ? found : (Duration?)null
                   where here.Count > 0 || median is not null
                   select new ElementStanding(id, Name(id), here.Sum(count => count.Active), overdue.GetValueOrDefault(id), here.Sum(count => count.Incidents), median),
            ],
            [.. callers.Select(caller => caller.Name ?? caller.Id).Order(StringComparer.OrdinalIgnoreCase)]);

        // A case can stand at several elements at once; what it stands at most often is the least that there are.
        int Cases(long key) => Math.Max(own.GetValueOrDefault(key), counts.Where(count => count.DefinitionKey == key).Select(count => count.Active).DefaultIfEmpty(0).Max());

        string Name(string id) => versions.Values.OrderByDescending(version => version.Version)
            .Select(version => catalog.Find(version.Key)?.Node(id)).FirstOrDefault(node => node is not null)?.Name ?? id;
    }

    private static IEnumerable<string> Order(IEnumerable<DeployedResource> versions) =>
        versions.MaxBy(version => version.Version) is { } newest && Drawing.PathwayDrawing.Read(newest.Content, out _) is { } drawing
            ? drawing.Steps.Select(step => step.Id)
            : [];

    private IEnumerable<ProcessDefinition> Callers(string processId) =>
        from resource in engine.Workflows.Catalog.Newest(ResourceKind.Process)
        where resource.Id != processId
        let process = engine.Workflows.Catalog.Find(resource.Key)
        where process is not null && process.Nodes.OfType<CallActivity>().Any(call => PathwayFamily.CalledBy(call, vocabulary).Contains(processId))
        select process;

    private async Task<(Dictionary<string, int> Overdue, Dictionary<string, Duration> Medians)> TasksAsync(string processId, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var overdue = await db.Tasks.AsNoTracking()
            .Where(task => task.ProcessId == processId && task.State == TaskState.Open && task.Due < now)
            .GroupBy(task => task.ElementId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var done = await db.Tasks.AsNoTracking()
            .Where(task => task.ProcessId == processId && task.State == TaskState.Completed && task.CompletedAt != null)
            .OrderByDescending(task => task.Key)
            .Take(MostTasksForMedian)
            .Select(task => new { task.ElementId, task.Created, task.CompletedAt })
            .ToListAsync(cancel);
        var medians = done.GroupBy(task => task.ElementId, task => task.CompletedAt!.Value - task.Created)
            .ToDictionary(group => group.Key, group => group.Order().ElementAt(group.Count() / 2));
        return (overdue, medians);
    }
}
