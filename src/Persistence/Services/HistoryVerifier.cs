using System.Collections.Concurrent;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Services;

/// <summary>
/// Checks that nothing was changed since it was written: each instance's history and the rows that show what it tells, and the
/// audit of reads. What is broken is named, and the rest is checked. Hosts may go on writing meanwhile.
/// </summary>
public sealed class HistoryVerifier
{
    private const int Page = 500;
    private const int Looks = 20;

    private readonly IDatabase _database;
    private readonly WorkflowStore _store;
    private readonly IDomainProjection _domain;
    private readonly RowComparison _rows;
    private readonly ReadsVerifier _reads;

    internal HistoryVerifier(IDatabase database, WorkflowStore store, IDomainProjection domain)
    {
        _database = database;
        _store = store;
        _domain = domain;
        _rows = new RowComparison(database, domain);
        _reads = new ReadsVerifier(database);
    }

    /// <summary>What is wrong with one instance's history or its rows; null when nothing is.</summary>
    public async Task<string?> VerifyAsync(long instanceKey, CancellationToken cancel = default)
    {
        var (_, problems) = await CheckAsync(instanceKey, null, cancel);
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    /// <summary>Checks everything; gives a line for each fault, with the entry at which a chain broke.</summary>
    /// <param name="progress">Told how many instances have been checked, of how many.</param>
    /// <param name="cancel">Ends between instances.</param>
    public async Task<IReadOnlyList<string>> VerifyAllAsync(IProgress<HistoryProgress>? progress = null, CancellationToken cancel = default)
    {
        var problems = new List<string>();
        await VerifyAllAsync(null, null, problems.Add, progress, cancel);
        return problems;
    }

    /// <summary>Checks everything, also against what an earlier check found whole, and notes what is whole now.</summary>
    /// <param name="previous">The anchor before; null: there is none.</param>
    /// <param name="next">The anchor that is made; null: none is.</param>
    /// <param name="broken">Told of each fault, one at a time.</param>
    /// <param name="progress">Told how many instances have been checked, of how many.</param>
    /// <param name="cancel">Ends between instances.</param>
    /// <returns>The number of entries of the audit of reads.</returns>
    public async Task<long> VerifyAllAsync(AnchorReader? previous, AnchorWriter? next, Action<string> broken, IProgress<HistoryProgress>? progress = null, CancellationToken cancel = default)
    {
        var faults = 0;
        var told = new Lock();
        await InstancesAsync(previous, next, Tell, new Counted(progress, () => faults), cancel);
        return await _reads.VerifyAsync(previous, next, Tell, cancel);

        void Tell(string problem)
        {
            lock (told)
            {
                faults++;
                broken(problem);
            }
        }
    }

    private async Task InstancesAsync(AnchorReader? previous, AnchorWriter? next, Action<string> broken, Counted progress, CancellationToken cancel)
    {
        var total = await NumberAsync("SELECT count(*) FROM instances", cancel) ?? 0;
        var seen = 0L;
        for (long after = 0; ;)
        {
            var from = after;
            var keys = await KeysAsync("SELECT key FROM instances WHERE key > ?1 ORDER BY key LIMIT " + Page, from, cancel);
            var anchored = previous?.Instances(keys.Count < Page ? long.MaxValue : keys[^1]) ?? [];
            var ends = new ConcurrentDictionary<long, AnchoredEnd>();
            await Parallel.ForEachAsync(keys, cancel, async (key, token) =>
            {
                var (end, problems) = await CheckAsync(key, anchored.GetValueOrDefault(key), token);
                foreach (var problem in problems)
                {
                    broken(problem);
                }

                if (end is not null)
                {
                    ends[key] = end;
                }
            });
            foreach (var gone in anchored.Values.ExceptBy(keys, end => end.Key))
            {
                broken($"instance {gone.Key} is gone: it was anchored with {gone.Number} entries");
            }

            foreach (var key in keys.Where(ends.ContainsKey))
            {
                next?.Instance(ends[key]);
            }

            seen += keys.Count;
            progress.Report(seen, Math.Max(seen, total));
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
                broken($"instance {orphan} has a history and no state");
            }
        }
    }

    private async Task<(AnchoredEnd? End, IReadOnlyList<string> Problems)> CheckAsync(long instanceKey, AnchoredEnd? anchored, CancellationToken cancel)
    {
        try
        {
            return await LookAsync(instanceKey, anchored, cancel);
        }
        catch (Exception damage) when (damage is StoreException or InvalidDataException or KeyNotFoundException or NullReferenceException || SharedStatements.IsDamage(damage))
        {
            return (null, [$"instance {instanceKey} cannot be read: {damage.GetType().Name}"]);
        }
    }

    private async Task<(AnchoredEnd? End, IReadOnlyList<string> Problems)> LookAsync(long instanceKey, AnchoredEnd? anchored, CancellationToken cancel)
    {
        // The state is read first: entries that a command adds from here on are beyond it, and are no fault.
        if (await HeadAsync(instanceKey, cancel) is not { } head)
        {
            return (null, [$"instance {instanceKey} has a history and no state"]);
        }

        var entries = new List<HistoryEntry>();
        await foreach (var entry in _store.HistoryAsync(instanceKey, cancel))
        {
            entries.Add(entry);
        }

        if (entries.Count == 0)
        {
            return (null, [$"instance {instanceKey} has a state and no history"]);
        }

        var problems = new List<string?>
        {
            HistoryChain.Verify(entries.TakeWhile(entry => entry.Version <= head.Version), head.Hash)
                ?? (entries is [.., var last] && last.Version > head.Version ? await BeyondAsync(instanceKey, entries, last.Version, cancel) : null),
            anchored is null ? null : Against(anchored, entries),
        };
        // Rows that follow from a broken history would be as broken: one fault, named once.
        if (problems[0] is null)
        {
            problems.AddRange(await RowsAsync(instanceKey, entries, cancel));
        }

        return (new AnchoredEnd(instanceKey, head.Version, Convert.ToHexStringLower(head.Hash)), [.. problems.OfType<string>()]);
    }

    private static string? Against(AnchoredEnd anchored, List<HistoryEntry> entries) => entries.Find(entry => entry.Version == anchored.Number) switch
    {
        null => $"instance {anchored.Key} went back: it was anchored with {anchored.Number} entries and has {entries.Count}",
        var entry when Convert.ToHexStringLower(entry.Hash.Span) != anchored.Hash => $"instance {anchored.Key} is not the one that was anchored: its entry {anchored.Number} is another",
        _ => null,
    };

    // Rows and history are read one after the other. Where a command came between, they are read again.
    private async Task<IReadOnlyList<string>> RowsAsync(long instanceKey, List<HistoryEntry> entries, CancellationToken cancel)
    {
        for (var look = 0; look < Looks; look++)
        {
            var differences = await _rows.DifferencesAsync(instanceKey, HistoryRows.Of(entries, _domain), cancel);
            if (differences.Count == 0 || await HeadAsync(instanceKey, cancel) is not { } now || now.Version == entries[^1].Version)
            {
                return differences;
            }

            await foreach (var entry in _store.HistoryAsync(instanceKey, cancel))
            {
                if (entry.Version > entries[^1].Version)
                {
                    entries.Add(entry);
                }
            }
        }

        return [];
    }

    private async Task<string?> BeyondAsync(long instanceKey, List<HistoryEntry> entries, long last, CancellationToken cancel) =>
        await HeadAsync(instanceKey, cancel) is { } head && head.Version >= last
            ? HistoryChain.Verify(entries)
            : $"entry {last} of instance {instanceKey} was added behind its state";

    private async Task<Head?> HeadAsync(long instanceKey, CancellationToken cancel)
    {
        var rows = await _database.ReadAsync(
            session => session.QueryAsync("SELECT version, history_hash FROM instances WHERE key = ?1", reader => new Head(reader.GetInt64(0), reader.Bytes(1)), instanceKey), cancel);
        return rows is [var head] ? head : null;
    }

    private ValueTask<List<long>> KeysAsync(string sql, long from, CancellationToken cancel) =>
        _database.ReadAsync(session => session.QueryAsync(sql, reader => reader.GetInt64(0), from), cancel);

    private ValueTask<long?> NumberAsync(string sql, CancellationToken cancel) => _database.ReadAsync(session => session.NumberAsync(sql), cancel);

    private sealed record Head(long Version, byte[] Hash);

    private sealed class Counted(IProgress<HistoryProgress>? progress, Func<int> faults)
    {
        public void Report(long seen, long total) => progress?.Report(new HistoryProgress(seen, total, faults()));
    }
}

/// <summary>How far a check of all histories is.</summary>
/// <param name="Checked">Instances checked.</param>
/// <param name="Total">Instances in all.</param>
/// <param name="Broken">Faults found.</param>
public sealed record HistoryProgress(long Checked, long Total, int Broken);
