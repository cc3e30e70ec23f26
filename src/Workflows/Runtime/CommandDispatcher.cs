using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Runtime;

/// <summary>Locks an instance, executes a command on its state, commits, and only then answers.</summary>
/// <remarks>Serial per instance, parallel across instances. Nothing in here calls back while it is locked: consequences for other instances are rows that the pump picks up.</remarks>
internal sealed class CommandDispatcher(IWorkflowStore store, DefinitionCatalog catalog, Func<CancellationToken, Task> reload, IKeySource keys, IClock clock, DateTimeZone zone, ITaskPolicy tasks, IFeelHost? feel, EngineOptions options, ILogger log)
{
    private readonly KeyedLock _locks = new();
    private readonly StateCache _cache = new(options.CachedInstances);

    /// <summary>Raised after each commit, while the instance is locked: listeners take note and return.</summary>
    public event Action<Commit>? Committed;

    /// <summary>Starts an instance.</summary>
    public Task<CommandResult> StartAsync(StartInstance command, StartTimerFired? timer, Delivery? delivery, CancellationToken cancel, string? startId = null) =>
        MeasuredAsync(command, () => BeginAsync(command, timer, delivery, startId, cancel));

    /// <summary>Executes a command on an instance.</summary>
    /// <param name="instanceKey">The instance.</param>
    /// <param name="command">The command.</param>
    /// <param name="delivery">The delivery that it stands for, or null.</param>
    /// <param name="cancel">Ends the waiting for the instance's lock.</param>
    /// <param name="batch">The batch of which this is one instance's part, or null.</param>
    public Task<CommandResult> ExecuteAsync(long instanceKey, Command command, Delivery? delivery, CancellationToken cancel, long? batch = null) =>
        MeasuredAsync(command, () => ExecuteLockedAsync(instanceKey, command, delivery, batch, cancel));

    /// <summary>What a command would do, without doing it.</summary>
    public async Task<CommandResult> TryAsync(long instanceKey, Command command, CancellationToken cancel)
    {
        if (await LoadAsync(instanceKey, cancel) is not { } instance)
        {
            return CommandResult.Refused(Refusal.NotFound, "There is no such instance.", instanceKey);
        }

        var result = ProcessInterpreter.Execute(instance.State, command, Environment(clock.GetCurrentInstant()));
        return result.Refusal is { } refusal ? Refused(result, refusal, instanceKey) : CommandResult.Accepted(instanceKey, result.Events);
    }

    /// <summary>The instance's state, or null when there is none.</summary>
    public async Task<InstanceState?> InspectAsync(long instanceKey, CancellationToken cancel) =>
        (await LoadAsync(instanceKey, cancel))?.State;

    private static async Task<CommandResult> MeasuredAsync(Command command, Func<Task<CommandResult>> execute)
    {
        var measured = EngineTelemetry.Command(command);
        CommandResult? result = null;
        try
        {
            return result = await execute();
        }
        finally
        {
            EngineTelemetry.Ended(measured, result);
        }
    }

    private async Task<CommandResult> BeginAsync(StartInstance command, StartTimerFired? timer, Delivery? delivery, string? startId, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var result = ProcessInterpreter.Execute(null, command, Environment(now));
        if (result.Refusal is { } refusal)
        {
            return CommandResult.Refused(refusal, result.Message ?? "The instance cannot be started.");
        }

        var commit = CommitOf(null, result, command, now, timer, delivery) with { StartId = startId };
        using var held = await _locks.EnterAsync(commit.InstanceKey, cancel);
        var outcome = await CommitAsync(commit);
        return outcome switch
        {
            CommitOutcome.Committed => Accept(commit, result),
            CommitOutcome.Repeated => CommandResult.Refused(Refusal.AlreadyDone, "This start has been made already.", await StartedByAsync(startId, cancel)),
            CommitOutcome.Busy => TooBusy(0),
            _ => throw new InvalidOperationException($"The key {commit.InstanceKey} of a new instance is in use: two hosts have the same number."),
        };
    }

    private async Task<CommandResult> ExecuteLockedAsync(long instanceKey, Command command, Delivery? delivery, long? batch, CancellationToken cancel)
    {
        using var held = await _locks.EnterAsync(instanceKey, cancel);
        for (var attempt = 0; attempt <= options.ConflictRetries; attempt++)
        {
            var (instance, cached) = await FindAsync(instanceKey, cancel);
            if (instance is null)
            {
                return CommandResult.Refused(Refusal.NotFound, "There is no such instance.", instanceKey);
            }

            var now = clock.GetCurrentInstant();
            var result = ProcessInterpreter.Execute(instance.State, command, Environment(now));
            if (result.Refusal is { } refusal)
            {
                // Another host may have moved the instance on: only what the store says now is a reason to refuse.
                if (cached && await IsStaleAsync(instance, instanceKey, cancel))
                {
                    continue;
                }

                return Refused(result, refusal, instanceKey);
            }

            if (result.Events.Count == 0)
            {
                if (cached && await IsStaleAsync(instance, instanceKey, cancel))
                {
                    continue;
                }

                return CommandResult.Accepted(instanceKey, result.Events);
            }

            var commit = CommitOf(instance, result, command, now, null, delivery) with { BatchKey = batch };
            switch (await CommitAsync(commit))
            {
                case CommitOutcome.Committed:
                    return Accept(commit, result);
                case CommitOutcome.Repeated when batch is not null:
                    return CommandResult.Refused(Refusal.Busy, "Another host has dealt with it, or the batch was stopped.", instanceKey);
                case CommitOutcome.Repeated:
                    return CommandResult.Refused(Refusal.AlreadyDone, "This has been delivered already.", instanceKey);
                case CommitOutcome.Busy:
                    return TooBusy(instanceKey);
                default:
                    _cache.Remove(instanceKey);
                    break;
            }
        }

        return TooBusy(instanceKey);
    }

    private async ValueTask<long> StartedByAsync(string? startId, CancellationToken cancel) =>
        startId is null ? 0 : await store.StartedByAsync(startId, cancel) ?? 0;

    private async ValueTask<(LiveInstance? Instance, bool Cached)> FindAsync(long instanceKey, CancellationToken cancel) =>
        _cache.Get(instanceKey) is { } cached ? (cached, true) : (await LoadAsync(instanceKey, cancel), false);

    private async ValueTask<bool> IsStaleAsync(LiveInstance instance, long instanceKey, CancellationToken cancel)
    {
        var stored = await store.LoadAsync(instanceKey, cancel);
        _cache.Remove(instanceKey);
        return stored?.Version != instance.Version;
    }

    private async ValueTask<LiveInstance?> LoadAsync(long instanceKey, CancellationToken cancel)
    {
        if (await store.LoadAsync(instanceKey, cancel) is not { } stored)
        {
            return null;
        }

        LiveInstance instance;
        try
        {
            instance = new LiveInstance(stored.Version, StateCodec.Read(stored.State), stored.HistoryHash);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new CorruptInstanceException(instanceKey, "its state is not in a format that this version knows", error);
        }

        // Another host may have deployed what it runs a moment ago.
        if (catalog.Resource(instance.State.DefinitionKey) is null || instance.State.Elements.Any(element => element.CalledDefinitionKey is { } called && catalog.Resource(called) is null))
        {
            await reload(cancel);
        }

        return instance;
    }

    private async ValueTask<CommitOutcome> CommitAsync(Commit commit)
    {
        var measured = EngineTelemetry.Commit();
        CommitOutcome? outcome = null;
        try
        {
            // Not cancellable: once it is on its way nobody could say whether it was written.
            outcome = await store.CommitAsync(commit, CancellationToken.None);
            return outcome.Value;
        }
        catch
        {
            _cache.Remove(commit.InstanceKey);
            throw;
        }
        finally
        {
            EngineTelemetry.Ended(measured, commit, outcome);
        }
    }

    private static Commit CommitOf(LiveInstance? before, ExecutionResult result, Command command, Instant now, StartTimerFired? timer, Delivery? delivery)
    {
        var state = result.State ?? throw new InvalidOperationException($"{command.GetType().Name} gave no state.");
        var version = before?.Version ?? 0;
        var history = HistoryChain.Next(
            before?.HistoryHash ?? HistoryChain.Start,
            state.Key,
            version + 1,
            now,
            command.By,
            command.GetType().Name,
            EventCodec.Write(result.Events));
        return new Commit
        {
            InstanceKey = state.Key,
            ExpectedVersion = version,
            State = StateCodec.Write(state),
            Events = result.Events,
            History = history,
            BusinessKey = state.BusinessKey,
            ProcessId = state.ProcessId,
            StartTimer = timer,
            Delivers = delivery,
        };
    }

    private CommandResult Accept(Commit commit, ExecutionResult result)
    {
        _cache.Put(commit.InstanceKey, new LiveInstance(commit.ExpectedVersion + 1, result.State!, commit.History.Hash));
        try
        {
            Committed?.Invoke(commit);
        }
        catch (Exception error)
        {
            // The command is durable: whoever listens cannot unmake it.
            log.LogError(error, "A listener failed after a commit of instance {Instance}", commit.InstanceKey);
        }

        return CommandResult.Accepted(commit.InstanceKey, result.Events);
    }

    private static CommandResult Refused(ExecutionResult result, Refusal refusal, long instanceKey) =>
        CommandResult.Refused(refusal, result.Message ?? "This cannot be done now.", instanceKey) with { Problems = result.Problems };

    private ExecutionEnvironment Environment(Instant now) => new(catalog, tasks, keys, now, feel) { Zone = zone };

    private static CommandResult TooBusy(long instanceKey) =>
        CommandResult.Refused(Refusal.Busy, "Too much is waiting to be written. Nothing was changed; try again in a moment.", instanceKey);
}
