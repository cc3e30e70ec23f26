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

    private readonly string _connectionString;
    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _something = new(0, 1);
    private readonly Task _telling;
    private readonly Task _hearing;
    private int _untold;

    public ChangeChannel(string connectionString, ILogger log)
    {
        // Connections of its own: a pool would reset the listening, and tells nothing of a server that has gone quiet.
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10 }.ConnectionString;
        _log = log;
        _telling = Task.Run(() => KeepAsync(TellAsync));
        _hearing = Task.Run(() => KeepAsync(HearAsync));
    }

    public event Action<StoreChanges>? Heard;

    public void Tell(StoreChanges changes)
    {
        if (changes != StoreChanges.None && Interlocked.Or(ref _untold, (int)changes) == 0)
        {
            try
            {
                _something.Release();
            }
            catch (SemaphoreFullException)
            {
                // Whoever tells is awake already.
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll(_telling, _hearing);
        _something.Dispose();
        _stop.Dispose();
    }

    private async Task TellAsync(NpgsqlConnection connection)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
        {
            Parameters = { new() { Value = Name }, new() { Value = "" } },
        };
        while (true)
        {
            await _something.WaitAsync(_stop.Token);
            var changes = Interlocked.Exchange(ref _untold, 0);
            notify.Parameters[1].Value = string.Create(CultureInfo.InvariantCulture, $"{_me} {changes}");
            await notify.ExecuteNonQueryAsync(_stop.Token);
            await Task.Delay(Pause, _stop.Token);
        }
    }

    private async Task HearAsync(NpgsqlConnection connection)
    {
        connection.Notification += (_, heard) => Hear(heard.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Name}", connection))
        {
            await listen.ExecuteNonQueryAsync(_stop.Token);
        }

        // Whatever was told while nobody listened here.
        Heard?.Invoke(StoreChanges.All);
        while (true)
        {
            await connection.WaitAsync(_stop.Token);
        }
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ') is [var who, var changes] && who != _me && int.TryParse(changes, CultureInfo.InvariantCulture, out var flags))
        {
            Heard?.Invoke((StoreChanges)flags);
        }
    }

    private async Task KeepAsync(Func<NpgsqlConnection, Task> work)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_connectionString);
                await connection.OpenAsync(_stop.Token);
                await work(connection);
            }
            catch (Exception error) when (PostgresConnection.IsUnavailable(error))
            {
                _log.LogWarning("Other hosts cannot be told or heard; they are looked for every few seconds: {Reason}", error.Message);
                await Task.Delay(Retry, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
