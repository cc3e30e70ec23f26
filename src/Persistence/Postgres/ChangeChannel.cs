using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Postgres;

/// <summary>Tells other hosts that something has changed, and hears it from them, by <c>NOTIFY</c> and <c>LISTEN</c>.</summary>
/// <remarks>
/// Not in the transactions themselves: PostgreSQL lets transactions that notify commit one after another, and the wait for
/// the disk could no longer be shared. So a change is told a moment after its commit, many at a time. Who is killed in
/// between has told nobody; everybody looks for themselves every few seconds.
/// </remarks>
internal sealed class ChangeChannel : IDisposable
{
    private const string Name = "peninsula_changes";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly string connectionString;
    private readonly string me = Guid.NewGuid().ToString("N");
    private readonly ILogger log;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim something = new(0, 1);
    private readonly Task telling;
    private readonly Task hearing;
    private int untold;

    public ChangeChannel(string connectionString, ILogger log)
    {
        // Connections of its own: a pool would reset the listening, and tells nothing of a server that has gone quiet.
        this.connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10 }.ConnectionString;
        this.log = log;
        telling = Task.Run(() => KeepAsync(TellAsync));
        hearing = Task.Run(() => KeepAsync(HearAsync));
    }

    public event Action<StoreChanges>? Heard;

    public void Tell(StoreChanges changes)
    {
        if (changes != StoreChanges.None && Interlocked.Or(ref untold, (int)changes) == 0)
        {
            try
            {
                something.Release();
            }
            catch (SemaphoreFullException)
            {
                // Whoever tells is awake already.
            }
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        Task.WaitAll(telling, hearing);
        something.Dispose();
        stop.Dispose();
    }

    private async Task TellAsync(NpgsqlConnection connection)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
        {
            Parameters = { new() { Value = Name }, new() { Value = "" } },
        };
        while (true)
        {
            await something.WaitAsync(stop.Token);
            var changes = Interlocked.Exchange(ref untold, 0);
            notify.Parameters[1].Value = string.Create(CultureInfo.InvariantCulture, $"{me} {changes}");
            await notify.ExecuteNonQueryAsync(stop.Token);
            await Task.Delay(Pause, stop.Token);
        }
    }

    private async Task HearAsync(NpgsqlConnection connection)
    {
        connection.Notification += (_, heard) => Hear(heard.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Name}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop.Token);
        }

        // Whatever was told while nobody listened here.
        Heard?.Invoke(StoreChanges.All);
        while (true)
        {
            await connection.WaitAsync(stop.Token);
        }
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ') is [var who, var changes] && who != me && int.TryParse(changes, CultureInfo.InvariantCulture, out var flags))
        {
            Heard?.Invoke((StoreChanges)flags);
        }
    }

    private async Task KeepAsync(Func<NpgsqlConnection, Task> work)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(stop.Token);
                await work(connection);
            }
            catch (Exception error) when (PostgresConnection.IsUnavailable(error))
            {
                log.LogWarning("Other hosts cannot be told or heard; they are looked for every few seconds: {Reason}", error.Message);
                await Task.Delay(Retry, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
