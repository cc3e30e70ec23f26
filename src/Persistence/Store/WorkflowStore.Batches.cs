using System.Data.Common;
using NodaTime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Persistence.Store;

/// <summary>Batches and the instances that they mean.</summary>
public sealed partial class WorkflowStore
{
    private const int ItemsInOneStatement = 50;
    private const string BatchColumns = "key, kind, operation, by, created, status, ended";

    private static readonly string InsertItems =
        "INSERT INTO batch_items (batch_key, instance_key, state) VALUES " + string.Join(", ", Enumerable.Range(2, ItemsInOneStatement).Select(parameter => $"(?1, ?{parameter}, 0)"));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<long>> SelectInstancesAsync(InstanceSelection selection, bool ended, long after, int most, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var conditions = new List<string> { selection.Keys is null ? "key > ?1" : "key = ?1" };
        var values = new List<object?> { after };
        if (!ended)
        {
            conditions.Add("ended IS NULL");
        }

        if (selection.DefinitionKey is { } definition)
        {
            values.Add(definition);
            conditions.Add($"definition_key = ?{values.Count}");
        }

        if (selection.ProcessId is { } process)
        {
            values.Add(process);
            conditions.Add($"process_id = ?{values.Count}");
        }

        if (selection.WithIncident)
        {
            conditions.Add("EXISTS (SELECT 1 FROM incidents WHERE incidents.instance_key = instances.key)");
        }

        var sql = $"SELECT key FROM instances WHERE {string.Join(" AND ", conditions)} ORDER BY key";
        if (selection.Keys is null)
        {
            values.Add(most);
            return await RowsAsync($"{sql} LIMIT ?{values.Count}", reader => reader.GetInt64(0), [.. values], cancel);
        }

        return await _database.ReadAsync(session => NamedAsync(session, sql, selection.Keys, after, most, values), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask CreateBatchAsync(BatchRow batch, IReadOnlyCollection<long> instanceKeys, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await _database.WriteAsync(async session =>
        {
            var statements = new Statements();
            statements.Run(
                $"INSERT INTO batches ({BatchColumns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                batch.BatchKey, batch.Kind, batch.Operation.ToArray(), batch.By, batch.Created.ToUnixTimeTicks(), (int)batch.Status, batch.Ended?.ToUnixTimeTicks());
            foreach (var keys in instanceKeys.Chunk(ItemsInOneStatement))
            {
                if (keys.Length == ItemsInOneStatement)
                {
                    statements.Run(InsertItems, [batch.BatchKey, .. keys]);
                    continue;
                }

                foreach (var key in keys)
                {
                    statements.Run("INSERT INTO batch_items (batch_key, instance_key, state) VALUES (?1, ?2, 0)", batch.BatchKey, key);
                }
            }

            await statements.RunAsync(session);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BatchProgress>> BatchesAsync(long before, int most, CancellationToken cancel = default) =>
        RowsAsync($"{Progress} WHERE key < ?1 ORDER BY key DESC LIMIT ?2", ReadProgress, [before, most], cancel);

    /// <inheritdoc/>
    public async ValueTask<BatchProgress?> BatchAsync(long batchKey, CancellationToken cancel = default) =>
        (await RowsAsync($"{Progress} WHERE key = ?1", ReadProgress, [batchKey], cancel)).SingleOrDefault();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BatchRow>> RunningBatchesAsync(CancellationToken cancel = default) =>
        RowsAsync($"SELECT {BatchColumns} FROM batches WHERE status = 0 ORDER BY key", ReadBatch, [], cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BatchItem>> BatchItemsAsync(long batchKey, BatchItemState? state, long after, int most, CancellationToken cancel = default)
    {
        const string Items = "SELECT instance_key, state, message, at FROM batch_items WHERE batch_key = ?1";
        const string Page = "AND instance_key > ?2 ORDER BY instance_key LIMIT ?3";
        return state is { } wanted
            ? RowsAsync($"{Items} AND state = ?4 {Page}", Read, [batchKey, after, most, (int)wanted], cancel)
            : RowsAsync($"{Items} {Page}", Read, [batchKey, after, most], cancel);

        BatchItem Read(DbDataReader reader) =>
            new(batchKey, reader.GetInt64(0), (BatchItemState)reader.GetInt32(1), reader.Text(2), reader.IsDBNull(3) ? null : reader.Time(3));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RecordAsync(BatchItem item, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        return await _database.WriteAsync(async session => await session.RunAsync(
            """
            UPDATE batch_items SET state = ?3, message = ?4, at = ?5
            WHERE batch_key = ?1 AND instance_key = ?2 AND state = 0 AND EXISTS (SELECT 1 FROM batches WHERE key = ?1 AND status = 0)
            """,
            item.BatchKey, item.InstanceKey, (int)item.State, item.Message, item.At?.ToUnixTimeTicks()) == 1);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SetBatchStatusAsync(long batchKey, BatchStatus from, BatchStatus to, Instant at, CancellationToken cancel = default)
    {
        var ended = to is BatchStatus.Completed or BatchStatus.Cancelled ? at.ToUnixTimeTicks() : (long?)null;
        return await _database.WriteAsync(async session =>
            await session.RunAsync("UPDATE batches SET status = ?3, ended = ?4 WHERE key = ?1 AND status = ?2", batchKey, (int)from, (int)to, ended) == 1);
    }

    private const string Progress =
        $"""
        SELECT {BatchColumns},
            (SELECT count(*) FROM batch_items WHERE batch_key = batches.key),
            (SELECT count(*) FROM batch_items WHERE batch_key = batches.key AND state = 1),
            (SELECT count(*) FROM batch_items WHERE batch_key = batches.key AND state = 2)
        FROM batches
        """;

    // Each by its key: a list in the statement would make every such statement another one.
    private static async ValueTask<IReadOnlyList<long>> NamedAsync(ISession session, string sql, IReadOnlyCollection<long> keys, long after, int most, List<object?> values)
    {
        var found = new List<long>();
        foreach (var key in keys.Where(key => key > after).Distinct().Order())
        {
            values[0] = key;
            found.AddRange(await session.QueryAsync(sql, reader => reader.GetInt64(0), values.ToArray()));
            if (found.Count == most)
            {
                break;
            }
        }

        return found;
    }

    private static BatchProgress ReadProgress(DbDataReader reader) => new(ReadBatch(reader), reader.GetInt32(7), reader.GetInt32(8), reader.GetInt32(9));

    private static BatchRow ReadBatch(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.Bytes(2), reader.Text(3), reader.Time(4), (BatchStatus)reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.Time(6));
}
