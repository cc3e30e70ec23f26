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
    private readonly Channel<(long Instance, long Task)> open = Channel.CreateUnbounded<(long, long)>();
    private readonly WorkflowEngine engine;
    private readonly string round;
    private readonly bool drain;
    private int alive;

    public Clients(WorkflowEngine engine, string connectionString, string round, bool drain)
    {
        this.engine = engine;
        this.round = round;
        this.drain = drain;
        engine.Committed += OnCommitted;
        using var context = new PeninsulaContexts(connectionString).CreateDbContext();
        foreach (var task in context.Tasks.Where(task => task.State == TaskState.Open).Select(task => new { task.InstanceKey, task.Key }))
        {
            open.Writer.TryWrite((task.InstanceKey, task.Key));
        }

        alive = context.Instances.Count(instance => instance.Status == InstanceStatus.Running);
        if (drain && alive == 0)
        {
            open.Writer.TryComplete();
        }
    }

    public Task RunAsync(int clients) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => WorkAsync(client))));

    private async Task WorkAsync(int client)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                if (open.Reader.TryRead(out var task) || (drain && await NextAsync() is { } next && (task = next) != default))
                {
                    await CompleteAsync(task.Instance, task.Task, $"{round}-{client}-{number}");
                }
                else if (drain)
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
        await open.Reader.WaitToReadAsync() && open.Reader.TryRead(out var task) ? task : open.Reader.Completion.IsCompleted ? null : await NextAsync();

    private async Task StartAsync()
    {
        var result = await engine.StartAsync(new StartRequest { ProcessId = KilledPathway.Id });
        if (result.IsAccepted)
        {
            Tell($"started {result.InstanceKey}");
        }
    }

    private async Task CompleteAsync(long instance, long task, string id)
    {
        var result = await engine.ExecuteAsync(instance, new CompleteTask(task, FeelContext.Of(("id", id))));
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
                    open.Writer.TryWrite((commit.InstanceKey, created.TaskKey));
                    break;
                case InstanceCompleted when drain && Interlocked.Decrement(ref alive) == 0:
                    open.Writer.TryComplete();
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
