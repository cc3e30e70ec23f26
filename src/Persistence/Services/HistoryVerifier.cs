using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>Checks that no instance's history was changed since it was written. Hosts may go on writing meanwhile.</summary>
public sealed class HistoryVerifier
{
    private const int Page = 500;

    private readonly IDatabase database;
    private readonly WorkflowStore store;

    internal HistoryVerifier(IDatabase database, WorkflowStore store)
    {
        this.database = database;
        this.store = store;
    }

    /// <summary>What is wrong with one instance's history; null when nothing is.</summary>
    public async Task<string?> VerifyAsync(long instanceKey, CancellationToken cancel = default)
    {
        // The state is read first: entries that a command adds from here on are beyond it, and are no fault.
        if (await HeadAsync(instanceKey, cancel) is not { } head)
        {
            return $"instance {instanceKey} has a history and no state";
        }

        var entries = new List<HistoryEntry>();
        await foreach (var entry in store.HistoryAsync(instanceKey, cancel))
        {
            entries.Add(entry);
        }

        if (entries.Count == 0)
        {
            return $"instance {instanceKey} has a state and no history";
        }

        return HistoryChain.Verify(entries.TakeWhile(entry => entry.Version <= head.Version), head.Hash)
            ?? (entries is [.., var last] && last.Version > head.Version ? await BeyondAsync(instanceKey, entries, last.Version, cancel) : null);
    }

    /// <summary>Checks every instance; gives one line for each whose history was changed, with the entry at which it broke.</summary>
    /// <param name="progress">Told how many instances have been checked, of how many.</param>
    /// <param name="cancel">Ends between instances.</param>
    public async Task<IReadOnlyList<string>> VerifyAllAsync(IProgress<HistoryProgress>? progress = null, CancellationToken cancel = default)
    {
        var problems = new List<string>();
        var total = await NumberAsync("SELECT count(*) FROM instances", cancel) ?? 0;
        var seen = 0L;
        for (long after = 0; ;)
        {
            var from = after;
            var keys = await KeysAsync("SELECT key FROM instances WHERE key > ?1 ORDER BY key LIMIT " + Page, from, cancel);
            await Parallel.ForEachAsync(keys, cancel, async (key, token) =>
            {
                if (await VerifyAsync(key, token) is { } problem)
                {
                    lock (problems)
                    {
                        problems.Add(problem);
                    }
                }
            });
            seen += keys.Count;
            progress?.Report(new HistoryProgress(seen, Math.Max(seen, total), problems.Count));
            if (keys.Count < Page)
            {
                break;
            }

            after = keys[^1];
        }

        foreach (var orphan in await KeysAsync("SELECT DISTINCT instance_key FROM history WHERE instance_key > ?1 EXCEPT SELECT key FROM instances", 0, cancel))
        {
            // An instance may have started since the others were counted.
            if (await HeadAsync(orphan, cancel) is null)
            {
                problems.Add($"instance {orphan} has a history and no state");
            }
        }

        return problems;
    }

    private async Task<string?> BeyondAsync(long instanceKey, List<HistoryEntry> entries, long last, CancellationToken cancel) =>
        await HeadAsync(instanceKey, cancel) is { } head && head.Version >= last
            ? HistoryChain.Verify(entries)
            : $"entry {last} of instance {instanceKey} was added behind its state";

    private async Task<Head?> HeadAsync(long instanceKey, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync("SELECT version, history_hash FROM instances WHERE key = ?1", reader => new Head(reader.GetInt64(0), reader.Bytes(1)), instanceKey), cancel);
        return rows is [var head] ? head : null;
    }

    private ValueTask<List<long>> KeysAsync(string sql, long from, CancellationToken cancel) =>
        database.ReadAsync(session => session.QueryAsync(sql, reader => reader.GetInt64(0), from), cancel);

    private ValueTask<long?> NumberAsync(string sql, CancellationToken cancel) => database.ReadAsync(session => session.NumberAsync(sql), cancel);

    private sealed record Head(long Version, byte[] Hash);
}

/// <summary>How far a check of all histories is.</summary>
/// <param name="Checked">Instances checked.</param>
/// <param name="Total">Instances in all.</param>
/// <param name="Broken">Instances whose history was changed.</param>
public sealed record HistoryProgress(long Checked, long Total, int Broken);
