using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Activities.Feel;
using Peninsula.Casework.Demonstration;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Systems;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Host.Hosting;

/// <summary>Opens the engine before the first request, deploys the pathways, seeds a demonstration, and keeps timers and jobs going.</summary>
internal sealed class EngineStartup(
    Engine engine, IWorkflowStore store, IClock clock, VocabularySource vocabulary, IEnumerable<IJobHandler> handlers, IMessagePolicy messages, ApiClients clients, DemonstrationSeed seed, ILogger<EngineStartup> log)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await seed.PlayAsync(Setup, DeployAsync, cancellationToken);
        engine.Use(await WorkflowEngine.OpenAsync(Setup(clock), cancellationToken));
        await DeployAsync(engine.Workflows, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        engine.RunAsync(new EngineLoop(engine.Workflows, new JobRunner(engine.Workflows, handlers, log), log), stoppingToken);

    private EngineSetup Setup(IClock time) => new()
    {
        Store = store,
        Clock = time,
        Zone = vocabulary.Current.Calendar.Zone,
        Tasks = new BoundedTaskPolicy(new SafeguardingTaskPolicy(vocabulary), engine, vocabulary, clients),
        Messages = messages,
        Feel = new SafeguardingFunctions(vocabulary),
        Log = log,
    };

    private static async Task DeployAsync(WorkflowEngine workflows, CancellationToken cancel)
    {
        var files = Directory.EnumerateFiles(PathwayFiles.ProductFolder)
            .Where(path => Path.GetExtension(path) is ".bpmn" or ".dmn" or ".form")
            .Order(StringComparer.Ordinal)
            .Select(path => new DeploymentFile(Path.GetFileName(path), File.ReadAllBytes(path)))
            // What managers published since must not be undone by a restart.
            .Where(file => !workflows.Catalog.Holds(file))
            .ToList();
        var result = await workflows.DeployAsync(files, cancel);
        if (!result.IsDeployed)
        {
            throw new InvalidOperationException($"The pathways cannot be deployed:\n{string.Join('\n', result.Problems)}");
        }
    }
}
