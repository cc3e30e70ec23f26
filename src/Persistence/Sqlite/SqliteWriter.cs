using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Peninsula.Persistence.Sqlite;

/// <summary>
/// The one writer of a database. Writes that are ready together share a transaction, and so one wait for the disk: while it
/// waits, the next group gathers.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int LargestGroup = 256;

    private readonly BlockingCollection<Write> _queue;
    private readonly SqliteDatabase _database;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private SqliteSession? _session;

    public SqliteWriter(SqliteDatabase database, int queueLimit, ILogger log)
    {
        _database = database;
        _log = log;
        _queue = new BlockingCollection<Write>(queueLimit);
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
    }

    /// <summary>Transactions committed so far, and the writes in them.</summary>
    public (long Groups, long Writes) Committed { get; private set; }

    /// <summary>Does <paramref name="action"/> in a transaction; completes when it is on the disk. False at once, and nothing done, when too much waits.</summary>
    public bool TryWrite<T>(Func<SqliteSession, T> action, out Task<T> done)
    {
        var write = new Write<T>(action);
        done = write.Done;
        if (_queue.TryAdd(write))
        {
            return true;
        }

        StoreTelemetry.TurnedAway();
        return false;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _session?.Dispose();
        _queue.Dispose();
    }

    private void Loop()
    {
        var group = new List<Write>(LargestGroup);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < LargestGroup && _queue.TryTake(out var next))
            {
                group.Add(next);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<Write> group)
    {
        if (TryCommit(group, out var error))
        {
            return;
        }

        if (group.Count == 1)
        {
            group[0].Fail(error!);
            return;
        }

        // One of them is at fault, and the others must not suffer for it: each gets a transaction of its own.
        _log.LogWarning(error, "A group of {Count} writes failed and is written one by one", group.Count);
        foreach (var write in group)
        {
            Commit([write]);
        }
    }

    private bool TryCommit(List<Write> group, out Exception? error)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            _session ??= _database.Open();
            _session.Run("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                write.Apply(_session);
            }

            _session.Run("COMMIT");
        }
        catch (Exception failure)
        {
            error = failure is SqliteException sqlite ? SqliteDatabase.Unavailable(sqlite) : failure;
            RollBack();
            return false;
        }

        StoreTelemetry.Committed(group.Count, began);
        Committed = (Committed.Groups + 1, Committed.Writes + group.Count);
        foreach (var write in group)
        {
            write.Succeed();
        }

        error = null;
        return true;
    }

    private void RollBack()
    {
        try
        {
            _session?.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself after some errors. A new connection knows nothing of the old one's trouble.
            _session?.Dispose();
            _session = null;
        }
    }

    private abstract class Write
    {
        public abstract void Apply(SqliteSession session);

        public abstract void Succeed();

        public abstract void Fail(Exception error);
    }

    private sealed class Write<T>(Func<SqliteSession, T> action) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override void Apply(SqliteSession session) => _result = action(session);

        public override void Succeed() => _done.SetResult(_result!);

        public override void Fail(Exception error) => _done.SetException(error);
    }
}
