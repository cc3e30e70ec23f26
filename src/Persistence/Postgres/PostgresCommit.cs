using Peninsula.Persistence.Store;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Postgres;

/// <summary>
/// The statements of one command's outcome, sent together: one round trip, one transaction. What can refuse it is part of
/// the statements and fails them, so that nothing has to be asked first.
/// </summary>
internal sealed class PostgresCommit
{
    private readonly Statements _statements = new();
    private readonly Dictionary<int, CommitOutcome> _refusals = [];

    public PostgresCommit(Commit commit, DomainStatements domain)
    {
        if (commit.StartTimer is { } timer)
        {
            Refire(timer);
        }

        if (commit.StartId is { } id)
        {
            Guarded(CommitOutcome.Repeated, "INSERT INTO starts (id, instance_key) VALUES (?1, ?2)", id, commit.InstanceKey);
        }

        if (commit.Delivers is { } delivery)
        {
            Guarded(CommitOutcome.Repeated, SharedStatements.InsertDelivery, delivery.MessageKey, delivery.Receiver, commit.InstanceKey, commit.At.ToUnixTimeTicks());
        }

        if (commit.BatchKey is { } batch)
        {
            // An instance that was dealt with before, or a batch that does not run, makes the divisor zero.
            Guarded(
                CommitOutcome.Repeated,
                """
                WITH noted AS (
                    UPDATE batch_items SET state = 1, at = ?3
                    WHERE batch_key = ?1 AND instance_key = ?2 AND state = 0 AND EXISTS (SELECT 1 FROM batches WHERE key = ?1 AND status = 0) RETURNING instance_key)
                SELECT 1 / count(*) FROM noted
                """,
                batch, commit.InstanceKey, commit.At.ToUnixTimeTicks());
        }

        WriteState(commit, RowProjection.Partition(commit, domain.Domain));
        RowProjection.Project(commit, new RowWriter(_statements, domain, commit.InstanceKey, commit.BusinessKey));
    }

    public IReadOnlyList<(string Sql, object?[] Values)> Statements => _statements.Taken;

    /// <summary>What it means that the statement at <paramref name="position"/> broke a rule of the database; null: nothing that was foreseen.</summary>
    public CommitOutcome? Refusal(int position) => _refusals.TryGetValue(position, out var outcome) ? outcome : null;

    private void Guarded(CommitOutcome refusal, string sql, params ReadOnlySpan<object?> values)
    {
        _refusals.Add(_statements.Taken.Count, refusal);
        _statements.Run(sql, values);
    }

    private void WriteState(Commit commit, string? partition)
    {
        var state = commit.State.ToArray();
        var history = commit.History;
        if (commit.ExpectedVersion > 0)
        {
            // No such version: then the history's instance is null, which the table refuses.
            Guarded(
                CommitOutcome.Conflict,
                """
                WITH moved AS (UPDATE instances SET version = version + 1, state = ?3, state_check = ?4, history_hash = ?5, partition = coalesce(?10, partition) WHERE key = ?1 AND version = ?2 RETURNING key)
                INSERT INTO history (instance_key, version, at, by, command, events, hash) VALUES ((SELECT key FROM moved), ?2 + 1, ?6, ?7, ?8, ?9, ?5)
                """,
                commit.InstanceKey, commit.ExpectedVersion, state, Checksum.Of(state), history.Hash.ToArray(),
                history.At.ToUnixTimeTicks(), history.By, history.Command, history.Events.ToArray(), partition);
            return;
        }

        var started = commit.Events.OfType<InstanceStarted>().FirstOrDefault()
            ?? throw new InvalidOperationException($"The first commit of instance {commit.InstanceKey} does not start it.");
        Guarded(
            CommitOutcome.Conflict,
            """
            WITH started AS (
                INSERT INTO instances (key, definition_key, process_id, business_key, status, started, version, state, state_check, history_hash, partition)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?13) RETURNING key)
            INSERT INTO history (instance_key, version, at, by, command, events, hash) VALUES ((SELECT key FROM started), 1, ?6, ?10, ?11, ?12, ?9)
            """,
            commit.InstanceKey, started.DefinitionKey, commit.ProcessId, commit.BusinessKey, (int)InstanceStatus.Running, commit.At.ToUnixTimeTicks(),
            state, Checksum.Of(state), history.Hash.ToArray(), history.By, history.Command, history.Events.ToArray(), partition);
    }

    // A timer that is gone or moved makes the divisor zero.
    private void Refire(StartTimerFired fired)
    {
        if (fired.NextDue is { } next)
        {
            Guarded(
                CommitOutcome.Repeated,
                "WITH fired AS (UPDATE timers SET due = ?3, repetitions_left = ?4, held = 0 WHERE key = ?1 AND due = ?2 RETURNING key) SELECT 1 / count(*) FROM fired",
                fired.TimerKey, fired.Due.ToUnixTimeTicks(), next.ToUnixTimeTicks(), fired.RepetitionsLeft);
        }
        else
        {
            Guarded(
                CommitOutcome.Repeated,
                "WITH fired AS (DELETE FROM timers WHERE key = ?1 AND due = ?2 RETURNING key) SELECT 1 / count(*) FROM fired",
                fired.TimerKey, fired.Due.ToUnixTimeTicks());
        }
    }
}
