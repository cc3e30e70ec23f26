using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>Checks that no instance's history was changed since it was written.</summary>
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
        var entries = new List<HistoryEntry>();
        await foreach (var entry in store.HistoryAsync(instanceKey, cancel))
        {
            entries.Add(entry);
        }

        var last = await database.ReadAsync(session => session.QueryAsync("SELECT history_hash FROM instances WHERE key = ?1", reader => reader.Bytes(0), instanceKey), cancel);
        return last is [var hash] ? HistoryChain.Verify(entries, hash) : $"instance {instanceKey} has a history and no state";
    }

    /// <summary>Checks every instance; gives one line for each whose history was changed.</summary>
    /// <param name="progress">Told how many instances have been checked.</param>
    /// <param name="cancel">Ends between instances.</param>
    public async Task<IReadOnlyList<string>> VerifyAllAsync(IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var problems = new List<string>();
        var seen = 0;
        for (long after = 0; ;)
        {
            var from = after;
            var keys = await database.ReadAsync(session => session.QueryAsync("SELECT key FROM instances WHERE key > ?1 ORDER BY key LIMIT " + Page, reader => reader.GetInt64(0), from), cancel);
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
            progress?.Report(seen);
            if (keys.Count < Page)
            {
                return problems;
            }

            after = keys[^1];
        }
    }
}
