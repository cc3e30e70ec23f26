using System.Runtime.CompilerServices;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>The durable store, on SQLite or PostgreSQL.</summary>
public sealed partial class WorkflowStore : IWorkflowStore
{
    private readonly IDatabase _database;

    internal WorkflowStore(IDatabase database) => _database = database;

    /// <inheritdoc/>
    public event Action<StoreChanges>? ChangedElsewhere
    {
        add => _database.ChangedElsewhere += value;
        remove => _database.ChangedElsewhere -= value;
    }

    /// <inheritdoc/>
    public int Host => _database.Host ?? 0;

    /// <inheritdoc/>
    public async ValueTask<StoredInstance?> LoadAsync(long instanceKey, CancellationToken cancel = default)
    {
        var rows = await _database.ReadAsync(
            session => session.QueryAsync(
                "SELECT version, state, state_check, history_hash FROM instances WHERE key = ?1",
                reader => (Version: reader.GetInt64(0), State: reader.Bytes(1), Check: reader.GetInt64(2), Hash: reader.Bytes(3)),
                instanceKey),
            cancel);
        if (rows is not [var row])
        {
            return null;
        }

        return Checksum.Of(row.State) == row.Check
            ? new StoredInstance(instanceKey, row.Version, row.State, row.Hash)
            : throw new CorruptInstanceException(instanceKey, "its state is not what was written");
    }

    /// <inheritdoc/>
    public ValueTask<long?> InstanceOfAsync(RowKind kind, long key, CancellationToken cancel = default)
    {
        var table = kind switch
        {
            RowKind.Task => "user_tasks",
            RowKind.Job => "jobs",
            RowKind.Timer => "timers",
            RowKind.Subscription => "subscriptions",
            RowKind.Incident => "incidents",
            RowKind.Escalation => "escalations",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return NumberAsync($"SELECT instance_key FROM {table} WHERE key = ?1", [key], cancel);
    }

    /// <inheritdoc/>
    public ValueTask<long?> StartedByAsync(string startId, CancellationToken cancel = default) =>
        NumberAsync("SELECT instance_key FROM starts WHERE id = ?1", [startId], cancel);

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return _database.CommitAsync(commit);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        const int Page = 200;
        var previous = HistoryChain.Start;
        for (long version = 0; ;)
        {
            var after = version;
            var page = await _database.ReadAsync(
                session => session.QueryAsync(
                    "SELECT version, at, by, command, events, hash FROM history WHERE instance_key = ?1 AND version > ?2 ORDER BY version LIMIT " + Page,
                    reader => new HistoryEntry(instanceKey, reader.GetInt64(0), reader.Time(1), reader.Text(2), reader.GetString(3), reader.Bytes(4), default, reader.Bytes(5)),
                    instanceKey,
                    after),
                cancel);
            foreach (var entry in page)
            {
                // The hash before is not stored twice: it is the hash of the entry before.
                yield return entry with { PreviousHash = previous };
                (previous, version) = (entry.Hash, entry.Version);
            }

            if (page.Count < Page)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeployAsync(Deployment deployment, CancellationToken cancel = default)
    {
        try
        {
            await _database.WriteAsync(async session => await DeploymentRows.WriteAsync(session, deployment) ? true : throw new VersionTakenException());
        }
        catch (VersionTakenException)
        {
            return false;
        }

        _database.Announce(StoreChanges.Deployments | StoreChanges.Timers);
        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeployedResource> ResourcesAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var resource in await _database.ReadAsync(DeploymentRows.ReadAsync, cancel))
        {
            yield return resource;
        }
    }

    private ValueTask<long?> NumberAsync(string sql, object?[] values, CancellationToken cancel) =>
        _database.ReadAsync(session => session.NumberAsync(sql, values), cancel);

    private sealed class VersionTakenException : Exception;
}
