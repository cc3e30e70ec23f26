using Peninsula.Persistence.Store;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Sqlite;

/// <summary>Writes one command's outcome inside the group's transaction. Whatever can refuse it is asked before anything is written.</summary>
internal static class SqliteCommit
{
    public static CommitOutcome Apply(SqliteSession session, DomainStatements domain, Commit commit)
    {
        if (commit.StartTimer is { } fired && !IsPending(session, fired))
        {
            return CommitOutcome.Repeated;
        }

        if (commit.Delivers is { } delivery && IsDelivered(session, delivery))
        {
            return CommitOutcome.Repeated;
        }

        if (commit.StartId is { } startId && session.Number("SELECT 1 FROM starts WHERE id = ?1", startId) is not null)
        {
            return CommitOutcome.Repeated;
        }

        if (commit.BatchKey is { } batch && !IsWanted(session, batch, commit.InstanceKey))
        {
            return CommitOutcome.Repeated;
        }

        if (!WriteState(session, commit, RowProjection.Partition(commit, domain.Domain)))
        {
            return CommitOutcome.Conflict;
        }

        var history = commit.History;
        session.Run(
            "INSERT INTO history (instance_key, version, at, by, command, events, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            history.InstanceKey, history.Version, history.At.ToUnixTimeTicks(), history.By, history.Command, Array(history.Events), Array(history.Hash));
        RowProjection.Project(commit, new RowWriter(session, domain, commit.InstanceKey, commit.BusinessKey));
        if (commit.StartTimer is { } timer)
        {
            Refire(session, timer);
        }

        if (commit.StartId is { } id)
        {
            session.Run("INSERT INTO starts (id, instance_key) VALUES (?1, ?2)", id, commit.InstanceKey);
        }

        if (commit.Delivers is { } delivered)
        {
            session.Run(SharedStatements.InsertDelivery, delivered.MessageKey, delivered.Receiver, commit.InstanceKey, commit.At.ToUnixTimeTicks());
        }

        if (commit.BatchKey is { } batchKey)
        {
            session.Run("UPDATE batch_items SET state = 1, at = ?3 WHERE batch_key = ?1 AND instance_key = ?2", batchKey, commit.InstanceKey, commit.At.ToUnixTimeTicks());
        }

        return CommitOutcome.Committed;
    }

    private static bool WriteState(SqliteSession session, Commit commit, string? partition)
    {
        var state = Array(commit.State);
        if (commit.ExpectedVersion > 0)
        {
            return session.Run(
                "UPDATE instances SET version = version + 1, state = ?3, state_check = ?4, history_hash = ?5, partition = coalesce(?6, partition) WHERE key = ?1 AND version = ?2",
                commit.InstanceKey, commit.ExpectedVersion, state, Checksum.Of(state), Array(commit.History.Hash), partition) == 1;
        }

        var started = commit.Events.OfType<InstanceStarted>().FirstOrDefault()
            ?? throw new InvalidOperationException($"The first commit of instance {commit.InstanceKey} does not start it.");
        return session.Run(
            """
            INSERT INTO instances (key, definition_key, process_id, business_key, status, started, version, state, state_check, history_hash, partition)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
            """,
            commit.InstanceKey, started.DefinitionKey, commit.ProcessId, commit.BusinessKey, (int)InstanceStatus.Running, commit.At.ToUnixTimeTicks(),
            state, Checksum.Of(state), Array(commit.History.Hash), partition) == 1;
    }

    private static bool IsPending(SqliteSession session, StartTimerFired fired) =>
        session.Number("SELECT 1 FROM timers WHERE key = ?1 AND due = ?2", fired.TimerKey, fired.Due.ToUnixTimeTicks()) is not null;

    private static bool IsWanted(SqliteSession session, long batchKey, long instanceKey) => session.Number(
        "SELECT 1 FROM batch_items JOIN batches ON batches.key = batch_key WHERE batch_key = ?1 AND instance_key = ?2 AND state = 0 AND status = 0", batchKey, instanceKey) is not null;

    private static bool IsDelivered(SqliteSession session, Delivery delivery) =>
        session.Number("SELECT 1 FROM deliveries WHERE message_key = ?1 AND receiver = ?2", delivery.MessageKey, delivery.Receiver) is not null;

    private static void Refire(SqliteSession session, StartTimerFired fired)
    {
        if (fired.NextDue is { } next)
        {
            session.Run("UPDATE timers SET due = ?2, repetitions_left = ?3, held = 0 WHERE key = ?1", fired.TimerKey, next.ToUnixTimeTicks(), fired.RepetitionsLeft);
        }
        else
        {
            session.Run("DELETE FROM timers WHERE key = ?1", fired.TimerKey);
        }
    }

    private static byte[] Array(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
