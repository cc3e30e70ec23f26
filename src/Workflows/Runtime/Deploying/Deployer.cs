using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>Deploys files, all or none.</summary>
internal sealed class Deployer(IWorkflowStore store, DefinitionCatalog catalog, Func<CancellationToken, Task> reload, IKeySource keys, IClock clock, DateTimeZone zone, IFeelHost? feel) : IDisposable
{
    // Two deployments at once would both take the next version number.
    private readonly SemaphoreSlim _deploying = new(1);

    public async Task<DeploymentResult> DeployAsync(IReadOnlyCollection<DeploymentFile> files, string? owner, CancellationToken cancel)
    {
        var findings = new FileFindings();
        var read = FileReading.Read(files, feel, findings);
        if (findings.Problems.Count > 0)
        {
            return new DeploymentResult([], findings.Problems) { Warnings = findings.Warnings };
        }

        await _deploying.WaitAsync(cancel);
        try
        {
            while (true)
            {
                if (await TryDeployAsync(read, owner, cancel) is { } result)
                {
                    return result with { Warnings = findings.Warnings };
                }

                // Another host took one of these versions: what it deployed counts, perhaps it is the same.
                await reload(cancel);
            }
        }
        finally
        {
            _deploying.Release();
        }
    }

    public void Dispose() => _deploying.Dispose();

    private async Task<DeploymentResult?> TryDeployAsync(IReadOnlyList<ReadResource> read, string? owner, CancellationToken cancel)
    {
        var at = clock.GetCurrentInstant();
        var key = keys.Next();
        var standing = new List<DeployedResource>();
        var fresh = new List<DeployedResource>();
        var starts = new StartEvents(keys, new FeelEnvironment(at) { Zone = zone, Host = feel });
        var problems = new List<DeploymentProblem>();
        var processes = new Dictionary<long, (string File, ProcessDefinition Process)>();
        foreach (var resource in read)
        {
            var newest = catalog.Newest(resource.Kind, resource.Id);
            if (owner is not null && newest is not null && newest.Owner != owner)
            {
                problems.Add(DeploymentProblem.Taken(resource.File.Name, resource.Id));
                continue;
            }

            if (newest is not null && newest.Owner == owner && newest.Content.Span.SequenceEqual(resource.File.Content.Span))
            {
                standing.Add(newest);
                continue;
            }

            var next = new DeployedResource(keys.Next(), resource.Kind, resource.Id, (newest?.Version ?? 0) + 1, resource.File.Name, resource.File.Content, at, owner);
            fresh.Add(next);
            if (resource.Process is { } process)
            {
                processes.Add(next.Key, (resource.File.Name, process));
                problems.AddRange(starts.Add(next.Key, process).Select(problem => problem with { File = resource.File.Name }));
            }
        }

        problems.AddRange(await MessageStartClashes.FindAsync(starts.Subscriptions, processes, store, catalog, cancel));
        if (problems.Count > 0)
        {
            return new DeploymentResult([], problems);
        }

        if (fresh.Count > 0)
        {
            if (!await store.DeployAsync(new Deployment(key, fresh, starts.Subscriptions, starts.Timers), cancel))
            {
                return null;
            }

            catalog.Add(fresh);
        }

        return new DeploymentResult([.. standing, .. fresh], []);
    }
}
