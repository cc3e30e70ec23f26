using System.Threading.Channels;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.CrashHost;

/// <summary>People who complete whatever task is open, and start instances when none is.</summary>
internal sealed class Clients
{
    private readonly Channel<(long Instance, long Task)> _open = Channel.CreateUnbounded<(long, long)>();
    private readonly WorkflowEngine _engine;
    private readonly string _round;
    private readonly bool _drain;
    private int _alive;

    public Clients(WorkflowEngine engine, string connectionString, string round, bool drain)
    {
        _engine = engine;
        _round = round;
        _drain = drain;
        engine.Committed += OnCommitted;
        using var context = new PeninsulaContexts(connectionString).CreateDbContext();
        foreach (var task in context.Tasks.Where(task => task.State == TaskState.Open).Select(task => new { task.InstanceKey, task.Key }))
        {
            _open.Writer.TryWrite((task.InstanceKey, task.Key));
        }

        _alive = context.Instances.Count(instance => instance.Status == InstanceStatus.Running);
        if (drain && _alive == 0)
        {
            _open.Writer.TryComplete();
        }
    }

    public Task RunAsync(int clients) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => WorkAsync(client))));

    private async Task WorkAsync(int client)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                if (_open.Reader.TryRead(out var task) || (_drain && await NextAsync() is { } next && (task = next) != default))
                {
                    await CompleteAsync(task.Instance, task.Task, $"{_round}-{client}-{number}");
                }
                else if (_drain)
                {
                    return;
                }
                else
                {
                    await StartAsync();
                }
            }
            catch (StoreException)
            {
                // Not acknowledged; whether it was written shows later. People wait a moment before they try again.
                Tell("refused");
                await Task.Delay(50);
            }
        }
    }

    private async Task<(long Instance, long Task)?> NextAsync() =>
        await _open.Reader.WaitToReadAsync() && _open.Reader.TryRead(out var task) ? task : _open.Reader.Completion.IsCompleted ? null : await NextAsync();

    private async Task StartAsync()
    {
        var result = await _engine.StartAsync(new StartRequest { ProcessId = KilledPathway.Id });
        if (result.IsAccepted)
        {
            Tell($"started {result.InstanceKey}");
        }
    }

    private async Task CompleteAsync(long instance, long task, string id)
    {
        var result = await _engine.ExecuteAsync(instance, new CompleteTask(task, FeelContext.Of(("id", id))));
        if (result.IsAccepted)
        {
            Tell($"completed {task} {id}");
        }
    }

    private void OnCommitted(Commit commit)
    {
        foreach (var happened in commit.Events)
        {
            switch (happened)
            {
                case TaskCreated created:
                    _open.Writer.TryWrite((commit.InstanceKey, created.TaskKey));
                    break;
                case InstanceCompleted when _drain && Interlocked.Decrement(ref _alive) == 0:
                    _open.Writer.TryComplete();
                    break;
            }
        }
    }

    // What cannot be told to anybody is not acknowledged.
    private static void Tell(string line)
    {
        lock (Console.Out)
        {
            Console.Out.Write(line + "\n");
            Console.Out.Flush();
        }
    }
}
