using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime.Batches;
using Peninsula.Workflows.Runtime.Deploying;
using Peninsula.Workflows.Runtime.Jobs;
using Peninsula.Workflows.Runtime.Statistics;

namespace Peninsula.Workflows.Runtime;

/// <summary>The engine: commands in, commits out. Thread-safe; one for each host.</summary>
public sealed class WorkflowEngine : IDisposable
{
    private readonly EngineSetup _setup;
    private readonly CommandDispatcher _dispatcher;
    private readonly Deployer _deployer;
    private readonly MessageRouter _router;
    private readonly TimerPump _timers;
    private readonly OutboxPump _outbox;
    private readonly BufferedMessages _buffered;
    private readonly BatchPump _batchPump;
    private readonly JobVariables _jobVariables;
    private readonly SemaphoreSlim _pumping = new(1);

    private WorkflowEngine(EngineSetup setup, IKeySource keys)
    {
        _setup = setup;
        Keys = keys;
        Catalog = new DefinitionCatalog(setup.Feel);
        _dispatcher = new CommandDispatcher(setup.Store, Catalog, ReloadCatalogAsync, keys, setup.Clock, setup.Zone, setup.Tasks, setup.Feel, setup.Options, setup.Log);
        _deployer = new Deployer(setup.Store, Catalog, ReloadCatalogAsync, keys, setup.Clock, setup.Zone, setup.Feel);
        _router = new MessageRouter(setup.Store, _dispatcher, keys, setup.Clock, setup.Messages, setup.Options);
        _timers = new TimerPump(setup.Store, _dispatcher, keys, setup.Clock, setup.Zone, setup.Options, setup.Log);
        _outbox = new OutboxPump(setup.Store, _router, setup.Clock, setup.Options, setup.Log);
        _buffered = new BufferedMessages(setup.Store);
        _jobVariables = new JobVariables(_dispatcher);
        _dispatcher.Committed += OnCommitted;
        setup.Store.ChangedElsewhere += OnChangedElsewhere;
        _batchPump = new BatchPump(setup.Store, _dispatcher, setup.Clock, setup.Options, setup.Log);
        var scan = new InstanceScan(setup.Store, Catalog, setup.Log);
        Batches = new BatchService(setup.Store, keys, setup.Clock, scan);
        Statistics = new StatisticsService(setup.Store, scan);
    }

    /// <summary>Raised after each commit, when it is durable. Listeners take note and return; they may not call the engine and wait for it.</summary>
    public event Action<Commit>? Committed
    {
        add => _dispatcher.Committed += value;
        remove => _dispatcher.Committed -= value;
    }

    /// <summary>
    /// Raised when rows that somebody may wait for have changed, by this host or another, and when that may have been missed:
    /// for pollers. Listeners take note and return.
    /// </summary>
    public event Action<StoreChanges>? Changed;

    /// <summary>Everything deployed.</summary>
    public DefinitionCatalog Catalog { get; }

    /// <summary>Operations on many instances.</summary>
    public BatchService Batches { get; }

    /// <summary>How many instances are at which elements.</summary>
    public StatisticsService Statistics { get; }

    /// <summary>Where the engine takes its keys from.</summary>
    public IKeySource Keys { get; }

    /// <summary>Where instances are kept.</summary>
    public IWorkflowStore Store => _setup.Store;

    /// <summary>The engine's clock.</summary>
    public IClock Clock => _setup.Clock;

    /// <summary>An engine on what its store has.</summary>
    public static async Task<WorkflowEngine> OpenAsync(EngineSetup setup, CancellationToken cancel = default)
    {
        var keys = new KeyGenerator(setup.Clock, () => setup.Store.Host, await setup.Store.GreatestKeyAsync(cancel));
        var engine = new WorkflowEngine(setup, keys);
        await engine.ReloadCatalogAsync(cancel);
        return engine;
    }

    /// <summary>Takes note of what other hosts deployed.</summary>
    public async Task ReloadCatalogAsync(CancellationToken cancel = default)
    {
        var resources = new List<DeployedResource>();
        await foreach (var resource in _setup.Store.ResourcesAsync(cancel))
        {
            resources.Add(resource);
        }

        Catalog.Add(resources);
    }

    /// <summary>Deploys files together: all of them, or none and every problem of each. An unchanged file makes no new version.</summary>
    public Task<DeploymentResult> DeployAsync(IReadOnlyCollection<DeploymentFile> files, CancellationToken cancel = default) => DeployAsync(files, null, cancel);

    /// <summary>Deploys files for an owner, who takes no id that is somebody else's. The host itself, null, may take any.</summary>
    public async Task<DeploymentResult> DeployAsync(IReadOnlyCollection<DeploymentFile> files, string? owner, CancellationToken cancel)
    {
        var result = await _deployer.DeployAsync(files, owner, cancel);
        Changed?.Invoke(StoreChanges.Deployments | StoreChanges.Timers);
        return result;
    }

    /// <summary>Starts an instance.</summary>
    public Task<CommandResult> StartAsync(StartRequest request, CancellationToken cancel = default)
    {
        var definition = request.DefinitionKey ?? Catalog.Newest(ResourceKind.Process, request.ProcessId ?? "")?.Key;
        return definition is { } key && Catalog.Resource(key) is { Kind: ResourceKind.Process }
            ? _dispatcher.StartAsync(new StartInstance(key, request.BusinessKey, request.Variables, request.StartElementId) { By = request.By }, null, null, cancel, request.StartId)
            : Task.FromResult(CommandResult.Refused(Refusal.NotFound, request.DefinitionKey is { } wanted ? $"No process has the key {wanted}." : $"No process \"{request.ProcessId}\" is deployed."));
    }

    /// <summary>Starts an instance of every process with a conditional start event whose condition holds with these variables.</summary>
    public async Task<IReadOnlyList<CommandResult>> StartByConditionAsync(FeelContext variables, string? businessKey = null, string? by = null, CancellationToken cancel = default)
    {
        var environment = new FeelEnvironment(Clock.GetCurrentInstant()) { Zone = _setup.Zone, Host = _setup.Feel };
        var results = new List<CommandResult>();
        foreach (var start in await _setup.Store.SubscriptionsAsync(SubscriptionKind.Condition, "", null, cancel))
        {
            if (start.InstanceKey == 0
                && Catalog.Find(start.DefinitionKey)?.Node(start.ElementId) is StartEvent node
                && node.Definitions.OfType<ConditionalEventDefinition>().Any(conditional => conditional.Condition.Evaluate(variables, environment).Value.TryGetBoolean(out var holds) && holds))
            {
                results.Add(await _dispatcher.StartAsync(new StartInstance(start.DefinitionKey, businessKey, variables, start.ElementId) { By = by }, null, null, cancel));
            }
        }

        return results;
    }

    /// <summary>Executes a command on an instance. Accepted means durable.</summary>
    /// <exception cref="CorruptInstanceException">The instance's row is damaged.</exception>
    /// <exception cref="StoreException">The store cannot be written now; whether this command was written is not known.</exception>
    public Task<CommandResult> ExecuteAsync(long instanceKey, Command command, CancellationToken cancel = default) =>
        _dispatcher.ExecuteAsync(instanceKey, command, null, cancel);

    /// <summary>A dry run: what a command on an instance would do, or every reason why not. Nothing is changed.</summary>
    /// <exception cref="CorruptInstanceException">The instance's row is damaged.</exception>
    public Task<CommandResult> TryAsync(long instanceKey, Command command, CancellationToken cancel = default) =>
        _dispatcher.TryAsync(instanceKey, command, cancel);

    /// <summary>Executes a command that names a task, job, timer, subscription, incident or escalation on the instance that has it.</summary>
    public async Task<CommandResult> ExecuteAsync(Command command, CancellationToken cancel = default)
    {
        // A row that was put aside has an incident of the runtime's own, of which the instance's state knows nothing.
        if (command is ResolveIncident { IncidentKey: var incident } && await _setup.Store.TakeBackAsync(incident, cancel))
        {
            return CommandResult.Accepted(0, []);
        }

        var (kind, key) = CommandTargets.Of(command);
        return await _setup.Store.InstanceOfAsync(kind, key, cancel) is { } instanceKey
            ? await _dispatcher.ExecuteAsync(instanceKey, command, null, cancel)
            : CommandResult.Refused(Refusal.NotFound, $"There is no {kind.ToString().ToLowerInvariant()} {key}, or it is done.");
    }

    /// <summary>Sends a message: to those who wait for it, else to start events, else it is kept for its time to live.</summary>
    public Task<PublishResult> PublishMessageAsync(MessageRequest message, CancellationToken cancel = default) => _router.PublishAsync(message, cancel);

    /// <summary>Sends a signal to everybody who waits for it, start events included.</summary>
    public Task<PublishResult> BroadcastSignalAsync(string name, FeelContext variables, string? by = null, CancellationToken cancel = default) =>
        BroadcastSignalAsync(new MessageRequest(name, null, variables) { By = by }, cancel);

    /// <summary>Sends a signal to those who wait for it, start events included, as far as its sender may reach them.</summary>
    public Task<PublishResult> BroadcastSignalAsync(MessageRequest signal, CancellationToken cancel) => _router.BroadcastAsync(signal, cancel);

    /// <summary>The instance's committed state, or null when there is none.</summary>
    /// <exception cref="CorruptInstanceException">The instance's row is damaged.</exception>
    public Task<InstanceState?> InspectAsync(long instanceKey, CancellationToken cancel = default) => _dispatcher.InspectAsync(instanceKey, cancel);

    /// <summary>
    /// Hands waiting jobs of these types to a worker for <paramref name="lease"/>, with the variables that they see now. At least
    /// once: the job's key is its idempotency key.
    /// </summary>
    public async ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Duration lease, int most, JobScope? scope = null, CancellationToken cancel = default)
    {
        var jobs = await _setup.Store.TakeJobsAsync(types, worker, Clock.GetCurrentInstant(), lease, most, scope, cancel);
        foreach (var job in jobs.Where(job => job.Unreadable is not null))
        {
            await PutAsideAsync(job, $"Its row cannot be read: {job.Unreadable}", cancel);
        }

        return await _jobVariables.ReadAsync([.. jobs.Where(job => job.Unreadable is null)], cancel);
    }

    /// <summary>Puts a job aside that cannot be dealt with, with an incident that says why. Resolving the incident takes it back.</summary>
    internal ValueTask PutAsideAsync(WaitingJob job, string why, CancellationToken cancel) => _setup.Store.PutAsideAsync(
        new RowAside(RowKind.Job, job.JobKey, job.InstanceKey, job.ElementId),
        new RowIncident(Keys.Next(), "Job", $"The job could not be done: {why}", Clock.GetCurrentInstant()),
        cancel);

    /// <summary>Fires timers due at or before <paramref name="now"/> and delivers what instances sent, until nothing is left to do. One bad row never stops the others.</summary>
    /// <returns>How many timers and entries were dealt with.</returns>
    public async Task<int> PumpAsync(Instant now, CancellationToken cancel = default)
    {
        await _pumping.WaitAsync(cancel);
        try
        {
            var waiting = new HashSet<long>();
            await _setup.Store.DropExpiredAsync(now, cancel);
            for (var total = 0; ;)
            {
                int sent;
                do
                {
                    await _buffered.UnbufferAsync(now, cancel);
                    total += sent = await _outbox.DeliverAsync(waiting, cancel);
                }
                while (sent > 0);

                var fired = await _timers.FireAsync(now, waiting, cancel);
                total += fired;
                if (fired == 0)
                {
                    return total;
                }
            }
        }
        finally
        {
            _pumping.Release();
        }
    }

    /// <summary>Works on every running batch for a slice; the engine's loop calls it until nothing is left to do.</summary>
    /// <returns>How many instances were dealt with, and batches ended.</returns>
    public Task<int> RunBatchesAsync(CancellationToken cancel = default) => _batchPump.RunAsync(cancel);

    /// <summary>Fires a pending timer before it is due: for rehearsal.</summary>
    internal Task<CommandResult> FireNowAsync(PendingTimer timer, CancellationToken cancel = default) => _timers.FireAsync(timer, cancel);

    /// <summary>Pumps at the engine's own time.</summary>
    public Task<int> PumpAsync(CancellationToken cancel = default) => PumpAsync(Clock.GetCurrentInstant(), cancel);

    /// <summary>Ends the engine. The store is the caller's.</summary>
    public void Dispose()
    {
        _setup.Store.ChangedElsewhere -= OnChangedElsewhere;
        _deployer.Dispose();
        _pumping.Dispose();
    }

    private void OnCommitted(Commit commit)
    {
        _buffered.OnCommitted(commit);
        if (CommitChanges.Of(commit) is var changes and not StoreChanges.None)
        {
            Changed?.Invoke(changes);
        }
    }

    private void OnChangedElsewhere(StoreChanges changes)
    {
        if (changes.HasFlag(StoreChanges.Deployments))
        {
            _ = ReloadQuietlyAsync();
        }

        Changed?.Invoke(changes);
    }

    // What was missed here is loaded when an instance of it comes along: see the dispatcher.
    private async Task ReloadQuietlyAsync()
    {
        try
        {
            await ReloadCatalogAsync();
        }
        catch (Exception error)
        {
            _setup.Log.LogWarning(error, "What another host deployed could not be read");
        }
    }
}
