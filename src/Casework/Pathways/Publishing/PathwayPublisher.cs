using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Pathways.Publishing;

/// <summary>Deploys what was agreed, at once or when its day has come.</summary>
public sealed class PathwayPublisher(PathwayVersions versions, Engine engine, IClock clock, ILogger<PathwayPublisher> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Deploys a version that is agreed; null when it is not, or when the engine refuses it.</summary>
    public async Task<PathwayVersionRecord?> PublishAsync(PathwayVersionRecord approved, CancellationToken cancel)
    {
        var deployment = await engine.Workflows.DeployAsync([new DeploymentFile($"{approved.ProcessId}.bpmn", approved.Content)], cancel);
        if (deployment.Resources.FirstOrDefault(resource => resource.Kind == ResourceKind.Process && resource.Id == approved.ProcessId) is not { } deployed)
        {
            log.LogError("Version {Key} of pathway {Pathway} could not be deployed: {Problems}", approved.Key, approved.ProcessId, string.Join("; ", deployment.Problems));
            return null;
        }

        // Deploying the same content again gives the same definition, so a host that dies between the two does no harm.
        return await versions.ChangeAsync(
            approved.Key,
            approved.Revision,
            version =>
            {
                version.State = PathwayVersionState.Published;
                version.DefinitionKey = deployed.Key;
                return true;
            },
            cancel);
    }

    /// <summary>Publishes everything agreed whose day has come.</summary>
    public async Task PublishDueAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        foreach (var version in (await versions.OpenAsync(cancel)).Reverse())
        {
            if (version.State == PathwayVersionState.Approved && (version.EffectiveFrom is not { } from || from <= now))
            {
                await PublishAsync(version, cancel);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await PublishDueAsync(stoppingToken);
            }
            catch (StoreException trouble)
            {
                log.LogWarning(trouble, "What is to be published could not be asked for; it is tried again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
