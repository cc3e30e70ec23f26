using System.Text;
using NodaTime;
using NodaTime.Testing;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Tests.Random;

/// <summary>
/// Several instances of one random pathway, under random commands, messages, operations and clocks, on a store whose writes go
/// wrong. Then the store is well again, and everything that was acknowledged must be there, once, and nothing else.
/// </summary>
internal sealed class FaultRun(IWorkflowStore inner, int seed, bool forgets = false)
{
    private const int Steps = 80;
    private readonly System.Random _random = new(seed);
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 3, 2, 9, 0));
    private readonly HashSet<long> _acknowledged = [];
    private readonly List<long> _instances = [];
    private readonly List<string> _startIds = [];
    private WorkflowEngine _engine = null!;
    private FaultyStore _store = null!;

    /// <summary>Commands that were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Commands whose answer was lost, or which failed.</summary>
    public int Lost { get; private set; }

    public int Instances => _instances.Count;

    /// <summary>Faults of any kind.</summary>
    public int Faults => _store.Counts.Values.Sum();

    /// <summary>Plays and checks. Throws what is wrong.</summary>
    public async Task PlayAsync()
    {
        _store = new FaultyStore(inner, new System.Random(seed + 1)) { Forgets = forgets };
        _engine = await OpenAsync();
        await DeployAsync(isLater: false);
        _store.Percent = 20;
        for (var i = 0; i < 3; i++)
        {
            await TryAsync(StartAsync);
        }

        for (var step = 0; step < Steps; step++)
        {
            await TryAsync(StepAsync);
        }

        _store.Percent = 0;
        await SettleAsync();
        foreach (var id in _startIds)
        {
            if (await inner.StartedByAsync(id) is { } started && !_instances.Contains(started))
            {
                _instances.Add(started);
            }
        }

        var told = await CheckAsync();
        _acknowledged.Except(told).Should().BeEmpty("what was acknowledged is in the history");
        await EndAllAsync();
        await CheckAsync();
        _engine.Dispose();
    }

    private Task<WorkflowEngine> OpenAsync() => WorkflowEngine.OpenAsync(new EngineSetup { Store = _store, Clock = _clock, Options = EngineOptions.Sequential with { CachedInstances = _random.Next(2) * 100 } });

    private async Task DeployAsync(bool isLater)
    {
        var main = new RandomPathway(new System.Random(seed), "called").Draw("main", 4 + (seed % 20), isLater);
        var called = new RandomPathway(new System.Random(seed + 7), null).Draw("called", 3);
        var result = await _engine.DeployAsync([File("main", main), File("called", called)]);
        result.Problems.Should().BeEmpty("a random pathway is well-formed");
    }

    private static DeploymentFile File(string id, string content) => new(id + ".bpmn", Encoding.UTF8.GetBytes(content));

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (StoreException)
        {
            Lost++;
        }
    }

    private async Task StartAsync()
    {
        var id = $"start-{seed}-{_startIds.Count}";
        _startIds.Add(id);
        var request = new StartRequest
        {
            ProcessId = "main",
            StartId = id,
            Variables = FeelContext.Of(("x", _random.Next(4)), ("key", "k" + _random.Next(2))),
        };
        var result = await _engine.StartAsync(request);
        if (result.Refusal is Refusal.AlreadyDone && result.InstanceKey != 0)
        {
            // A write that came twice, or a try again after a lost answer.
        }
        else
        {
            result.Refusal.Should().BeNull(result.Message);
        }

        _instances.Add(result.InstanceKey);
        Take(result);
    }

    private async Task StepAsync()
    {
        switch (_random.Next(12))
        {
            case 0:
                _clock.Advance(Duration.FromMinutes(_random.Next(1, 180)));
                await _engine.PumpAsync();
                break;
            case 1:
                await _engine.PumpAsync();
                break;
            case 2:
                await PublishAsync();
                break;
            case 3:
                await _engine.BroadcastSignalAsync("sig", FeelContext.Empty);
                break;
            case 4:
                await RetryStartAsync();
                break;
            case 5:
                await JobsAsync();
                break;
            case 6 when _random.Next(3) == 0:
                _engine.Dispose();
                _engine = await OpenAsync();
                break;
            case 7 when _instances.Count > 0:
                await OperateAsync(_instances[_random.Next(_instances.Count)]);
                break;
            default:
                if (_instances.Count > 0)
                {
                    await CommandAsync(_instances[_random.Next(_instances.Count)]);
                }

                break;
        }
    }

    private async Task PublishAsync()
    {
        var message = new MessageRequest(_random.Next(3) == 0 ? "stop" : "m", "k" + _random.Next(2), FeelContext.Of(("x", _random.Next(6))))
        {
            TimeToLive = _random.Next(2) == 0 ? Duration.FromHours(_random.Next(1, 5)) : null,
            MessageId = _random.Next(2) == 0 ? $"id-{_random.Next(20)}" : null,
        };
        await _engine.PublishMessageAsync(message);
    }

    private async Task RetryStartAsync()
    {
        if (_startIds.Count == 0)
        {
            return;
        }

        var result = await _engine.StartAsync(new StartRequest { ProcessId = "main", StartId = _startIds[_random.Next(_startIds.Count)], Variables = FeelContext.Of(("x", 0), ("key", "k0")) });
        if (!_instances.Contains(result.InstanceKey))
        {
            _instances.Add(result.InstanceKey);
        }
    }

    private async Task JobsAsync()
    {
        foreach (var job in await _engine.TakeJobsAsync(["work"], "worker", Duration.FromMinutes(1), 3))
        {
            Command end = _random.Next(3) switch
            {
                0 => new FailJob(job.JobKey, null, "no"),
                1 => new ThrowJobError(job.JobKey, "E1", null, FeelContext.Empty),
                _ => new CompleteJob(job.JobKey, FeelContext.Of(("x", _random.Next(6)))),
            };
            Take(await _engine.ExecuteAsync(job.InstanceKey, end));
        }
    }

    private async Task CommandAsync(long instance)
    {
        if (await _engine.InspectAsync(instance) is not { HasEnded: false } state)
        {
            return;
        }

        var possible = new List<Command>();
        possible.AddRange(state.Tasks.Select(task => new CompleteTask(task.Key, FeelContext.Of(("x", _random.Next(6))))));
        possible.AddRange(state.Tasks.Select(task => new AssignTask(task.Key, "sam")));
        possible.AddRange(state.Incidents.Select(incident => new ResolveIncident(incident.Key, FeelContext.Empty)));
        possible.Add(new SetVariables(null, FeelContext.Of(("x", _random.Next(6)))));
        Take(await _engine.ExecuteAsync(instance, possible[_random.Next(possible.Count)]));
    }

    private async Task OperateAsync(long instance)
    {
        switch (_random.Next(6))
        {
            case 0:
                Take(await _engine.ExecuteAsync(instance, new SuspendInstance("a look")));
                break;
            case 1:
                Take(await _engine.ExecuteAsync(instance, new ResumeInstance()));
                break;
            case 2:
                if (_engine.Catalog.Versions(ResourceKind.Process, "main").Count == 1)
                {
                    await DeployAsync(isLater: true);
                }

                Take(await _engine.ExecuteAsync(instance, new MigrateInstance(_engine.Catalog.Newest(ResourceKind.Process, "main")!.Key)));
                break;
            case 3 when await _engine.InspectAsync(instance) is { HasEnded: false, Tasks: [var task, ..] }:
                Take(await _engine.ExecuteAsync(instance, new ModifyInstance([new CancelElement(ElementChoice.One(task.Key))])));
                break;
            default:
                Take(await _engine.ExecuteAsync(instance, new ResumeInstance()));
                break;
        }
    }

    // A command that is refused wrote nothing; one that is taken wrote what its events say.
    private void Take(CommandResult result)
    {
        if (result.IsAccepted)
        {
            _acknowledged.UnionWith(result.Events.SelectMany(Keys));
        }
    }

    // What marks a command as done, once.
    private static IEnumerable<long> Keys(WorkflowEvent happened) => happened switch
    {
        InstanceStarted e => [e.InstanceKey],
        TaskCompleted e => [e.TaskKey],
        JobCompleted e => [e.JobKey],
        JobErrorThrown e => [e.JobKey],
        _ => [],
    };

    /// <summary>Pumps until nothing moves: a store that is well again lets nothing lie.</summary>
    private async Task SettleAsync()
    {
        _clock.Advance(Duration.FromMinutes(2));
        for (var i = 0; i < 50 && await _engine.PumpAsync() > 0; i++)
        {
        }

        (await inner.OutboxAsync(100)).Where(entry => !Suspended(entry)).Should().BeEmpty("what was sent is delivered, or waits for somebody who is suspended");
    }

    private bool Suspended(OutboxEntry entry) => _instances.Any(key =>
        _engine.InspectAsync(key).GetAwaiter().GetResult() is { Status: InstanceStatus.Suspended } state && state.Subscriptions.Any(subscription => subscription.Name == entry.Name));

    private async Task<HashSet<long>> CheckAsync()
    {
        var done = new HashSet<long>();
        foreach (var key in _instances.Distinct())
        {
            done.UnionWith(await InstanceCheck.OfAsync(inner, key));
        }

        return done;
    }

    private async Task EndAllAsync()
    {
        foreach (var key in _instances.Distinct())
        {
            if (await _engine.InspectAsync(key) is { HasEnded: false })
            {
                (await _engine.ExecuteAsync(key, new CancelInstance())).IsAccepted.Should().BeTrue("cancelling always ends");
            }
        }

        _clock.Advance(Duration.FromDays(3));
        await _engine.PumpAsync();
        (await inner.NextTimerAsync()).Should().BeNull("nothing waits for an ended instance");
        (await inner.OutboxAsync(100)).Should().BeEmpty();
    }
}
