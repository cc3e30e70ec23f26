using System.Runtime.CompilerServices;
using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>The store on one SQLite file. One writer commits in groups; readers do not wait for it.</summary>
public sealed partial class SqliteWorkflowStore : IWorkflowStore
{
    private readonly SqliteDatabase database;
    private readonly SqliteWriter writer;

    internal SqliteWorkflowStore(SqliteDatabase database, SqliteWriter writer)
    {
        this.database = database;
        this.writer = writer;
    }

    /// <inheritdoc/>
    public ValueTask<StoredInstance?> LoadAsync(long instanceKey, CancellationToken cancel = default)
    {
        var rows = database.Read(session => session.Query(
            "SELECT version, state, state_check, history_hash FROM instances WHERE key = ?1",
            reader => (Version: reader.GetInt64(0), State: reader.Bytes(1), Check: reader.GetInt64(2), Hash: reader.Bytes(3)),
            instanceKey));
        if (rows is not [var row])
        {
            return ValueTask.FromResult<StoredInstance?>(null);
        }

        if (Checksum.Of(row.State) != row.Check)
        {
            throw new CorruptInstanceException(instanceKey, "its state is not what was written");
        }

        return ValueTask.FromResult<StoredInstance?>(new StoredInstance(instanceKey, row.Version, row.State, row.Hash));
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
        return ValueTask.FromResult(database.Read(session => session.Number($"SELECT instance_key FROM {table} WHERE key = ?1", key)));
    }

    /// <inheritdoc/>
    public ValueTask<long?> StartedByAsync(string startId, CancellationToken cancel = default) =>
        ValueTask.FromResult(database.Read(session => session.Number("SELECT instance_key FROM starts WHERE id = ?1", startId)));

    /// <inheritdoc/>
    public async ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return writer.TryWrite(session => SqliteCommit.Apply(session, commit), out var done) ? await done : CommitOutcome.Busy;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        const int Page = 200;
        var previous = HistoryChain.Start;
        for (long version = 0; ;)
        {
            await Task.CompletedTask;
            cancel.ThrowIfCancellationRequested();
            var page = database.Read(session => session.Query(
                "SELECT version, at, by, command, events, hash FROM history WHERE instance_key = ?1 AND version > ?2 ORDER BY version LIMIT " + Page,
                reader => new HistoryEntry(instanceKey, reader.GetInt64(0), reader.Time(1), reader.Text(2), reader.GetString(3), reader.Bytes(4), default, reader.Bytes(5)),
                instanceKey,
                version));
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
    public async ValueTask DeployAsync(Deployment deployment, CancellationToken cancel = default) =>
        await writer.WriteAsync(session => SqliteDeployment.Apply(session, deployment));

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeployedResource> ResourcesAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        foreach (var resource in database.Read(SqliteDeployment.Resources))
        {
            yield return resource;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TakeBackAsync(long incidentKey, CancellationToken cancel = default)
    {
        // Asked for every incident that is resolved; few are of this kind, and none but those need the writer.
        if (database.Read(session => session.Number("SELECT key FROM timers WHERE incident_key = ?1", incidentKey)) is null)
        {
            return false;
        }

        return await writer.WriteAsync(session =>
        {
            session.Run("DELETE FROM incidents WHERE key = ?1", incidentKey);
            return session.Run("UPDATE timers SET held = 0, incident_key = NULL WHERE incident_key = ?1", incidentKey) > 0;
        });
    }

    /// <inheritdoc/>
    public async ValueTask PutAsideAsync(PendingTimer timer, RowIncident incident, CancellationToken cancel = default) => await writer.WriteAsync(session =>
    {
        var aside = session.Run("UPDATE timers SET held = 2, incident_key = ?2 WHERE key = ?1 AND held <> 2", timer.TimerKey, incident.IncidentKey) > 0;
        return aside && session.Run(
            "INSERT INTO incidents (key, instance_key, element_id, kind, message, raised) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            incident.IncidentKey, timer.InstanceKey, timer.ElementId, incident.Kind, incident.Message, incident.At.ToUnixTimeTicks()) > 0;
    });

    /// <inheritdoc/>
    public async ValueTask SentAsync(long messageKey, CancellationToken cancel = default) =>
        await writer.WriteAsync(session => SqliteStatements.RemoveSent(session, messageKey));

    /// <inheritdoc/>
    public async ValueTask BufferAsync(OutboxEntry message, Instant expires, CancellationToken cancel = default) =>
        await writer.WriteAsync(session => SqliteStatements.Put(session, message with { Expires = expires }, buffered: true));

    /// <inheritdoc/>
    public async ValueTask DropExpiredAsync(Instant now, CancellationToken cancel = default)
    {
        if (database.Read(session => session.Number("SELECT 1 FROM outbox WHERE buffered = 1 AND expires <= ?1 LIMIT 1", now.ToUnixTimeTicks())) is not null)
        {
            await writer.WriteAsync(session => session.Run("DELETE FROM outbox WHERE buffered = 1 AND expires <= ?1", now.ToUnixTimeTicks()));
        }
    }
}
