using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Rehearsal.Reading;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>One scenario's own engine, store and clock, and which instance the steps are about.</summary>
internal sealed class ScenarioRun : IDisposable
{
    private readonly RehearsalSetup _setup;
    private readonly SettableClock _clock;
    private readonly Jobs _jobs;
    private long? _chosen;

    private ScenarioRun(Scenario scenario, RehearsalSetup setup, SettableClock clock, InMemoryWorkflowStore store, WorkflowEngine engine)
    {
        Scenario = scenario;
        Store = store;
        Engine = engine;
        _setup = setup;
        _clock = clock;
        _jobs = new Jobs(scenario, setup.Jobs?.Invoke(clock), engine, store);
        engine.Committed += History.Note;
    }

    public Scenario Scenario { get; }

    public WorkflowEngine Engine { get; }

    public InMemoryWorkflowStore Store { get; }

    public ScenarioHistory History { get; } = new();

    public IReadOnlyList<string> Notifications => _jobs.Notifications;

    /// <summary>The instance that a step last started; where no step started one, the newest.</summary>
    public long? Current => _chosen ?? History.Processes.LastOrDefault(process => !process.IsCalled)?.Key;

    /// <summary>The open user tasks of the whole engine, oldest first.</summary>
    public IEnumerable<TaskRow> OpenTasks => Store.Tasks.Where(task => task.State == TaskState.Open);

    public static async Task<ScenarioRun> OpenAsync(Scenario scenario, RehearsalSetup setup, CancellationToken cancel)
    {
        var clock = new SettableClock(scenario.Now);
        var store = new InMemoryWorkflowStore();
        var engine = await WorkflowEngine.OpenAsync(
            new EngineSetup { Store = store, Clock = clock, Zone = scenario.Zone, Tasks = setup.Tasks, Feel = setup.Feel, Options = EngineOptions.Sequential }, cancel);
        return new ScenarioRun(scenario, setup, clock, store, engine);
    }

    public async Task<Outcome> DeployAsync(IReadOnlyList<string> files)
    {
        var read = new List<DeploymentFile>();
        foreach (var file in files)
        {
            var path = Path.GetFullPath(file, Scenario.Folder);
            try
            {
                read.Add(new DeploymentFile(Path.GetFileName(path), _setup.ReadFile?.Invoke(path) ?? await File.ReadAllBytesAsync(path)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Not a refusal of the engine: a scenario that expects an error must not pass because its file is missing.
                throw new CannotPlayException($"the file {file} cannot be read: {error.Message}");
            }
        }

        var result = await Engine.DeployAsync(read);
        return result.IsDeployed ? Outcome.Done : Outcome.Refused($"not deployed: {string.Join("; ", result.Problems.Select(Describe))}");
    }

    public async Task<Outcome> StartAsync(StartRequest request, bool makeCurrent = true)
    {
        var result = await Engine.StartAsync(request with { By = Scenario.SignedInAs });
        if (result.IsAccepted && makeCurrent)
        {
            _chosen = result.InstanceKey;
        }

        return Outcome.Of(result);
    }

    public void Choose(long instanceKey) => _chosen = instanceKey;

    public async Task<Outcome> ExecuteAsync(long instanceKey, Command command) =>
        Outcome.Of(await Engine.ExecuteAsync(instanceKey, command with { By = Scenario.SignedInAs }));

    public async Task<InstanceState?> CurrentStateAsync() => Current is { } key ? await Engine.InspectAsync(key) : null;

    /// <summary>The states of all running instances: the current one first, then oldest first.</summary>
    public async Task<IReadOnlyList<InstanceState>> RunningAsync()
    {
        var states = new List<InstanceState>();
        foreach (var row in Store.Instances.Where(row => row.Ended is null).OrderBy(row => row.InstanceKey == Current ? 0 : 1))
        {
            if (await Engine.InspectAsync(row.InstanceKey) is { } state)
            {
                states.Add(state);
            }
        }

        return states;
    }

    /// <summary>Delivers what was sent and ends the jobs that have an ending, until nothing moves. The clock stands still, so that no timer fires.</summary>
    public async Task<int> SettleAsync()
    {
        var moved = 0;
        await Store.DropExpiredAsync(_clock.GetCurrentInstant());
        do
        {
            moved += await Engine.PumpAsync(Instant.MinValue);
        }
        while (await _jobs.RunOneAsync(_clock.GetCurrentInstant()) && ++moved < Limits.Moves);

        return moved < Limits.Moves ? moved : throw new CannotPlayException("jobs and messages follow each other without end");
    }

    /// <summary>Moves the clock from one due time to the next, so that each timer fires at its own time, and at last to <paramref name="target"/>.</summary>
    public async Task<Outcome> AdvanceAsync(Instant target)
    {
        if (target < _clock.GetCurrentInstant())
        {
            return Outcome.Refused($"the clock stands at {Times.Write(_clock.GetCurrentInstant(), Scenario.Zone)} already");
        }

        for (var round = 0; await NextDueAsync() is { } due && due <= target; round++)
        {
            if (round == Limits.Moves)
            {
                return Outcome.Refused($"more than {Limits.Moves} timers fell due");
            }

            _clock.MoveTo(due);
            if (await Engine.PumpAsync() + await SettleAsync() == 0)
            {
                break;
            }
        }

        _clock.MoveTo(target);
        return Outcome.Done;
    }

    public Instant Now => _clock.GetCurrentInstant();


    public void Dispose() => Engine.Dispose();

    private async Task<Instant?> NextDueAsync()
    {
        var timer = await Store.NextTimerAsync();
        var job = _jobs.NextRetry(_clock.GetCurrentInstant());
        return timer is null ? job : job is null ? timer : Instant.Min(timer.Value, job.Value);
    }

    private static string Describe(DeploymentProblem problem) =>
        $"{problem.File}{(problem.Line > 0 ? $" line {problem.Line}" : "")}: {(problem.ElementId is null ? "" : $"{problem.ElementName ?? problem.ElementId}: ")}{problem.Message}";
}
