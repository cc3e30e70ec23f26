using System.Data.Common;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Checks that the audit of reads is as it was written: each chain whole, in order, and as long as it was. Hosts may go on writing meanwhile.</summary>
internal sealed class ReadsVerifier(IDatabase database)
{
    private const int Page = 1000;
    private const int Chains = 500;

    /// <summary>Checks every chain.</summary>
    /// <param name="previous">What an earlier check found whole, or null.</param>
    /// <param name="next">Told the end of each chain, in the order of their numbers, or null.</param>
    /// <param name="broken">Told of each fault.</param>
    /// <param name="cancel">Ends between pages.</param>
    /// <returns>The number of entries.</returns>
    public async Task<long> VerifyAsync(AnchorReader? previous, AnchorWriter? next, Action<string> broken, CancellationToken cancel)
    {
        var total = 0L;
        for (var after = 0L; ;)
        {
            var from = after;
            var heads = await database.ReadAsync(session => session.QueryAsync(
                $"SELECT chain, number, hash FROM read_chains WHERE chain > ?1 ORDER BY chain LIMIT {Chains}", reader => new Head(reader.GetInt64(0), reader.GetInt64(1), reader.Bytes(2)), from), cancel);
            var isLast = heads.Count < Chains;
            var anchored = previous?.Chains(isLast ? long.MaxValue : heads[^1].Chain) ?? [];
            foreach (var head in heads)
            {
                total += await ChainAsync(head, anchored.GetValueOrDefault(head.Chain), broken, cancel);
                next?.Chain(new AnchoredEnd(head.Chain, head.Number, Convert.ToHexStringLower(head.Hash)));
            }

            foreach (var gone in anchored.Values.ExceptBy(heads.Select(head => head.Chain), end => end.Key))
            {
                broken($"a chain of the audit of reads is gone: {gone.Key}, with {gone.Number} entries");
            }

            if (isLast)
            {
                break;
            }

            after = heads[^1].Chain;
        }

        await OrphansAsync(broken, cancel);
        return total;
    }

    private async Task<long> ChainAsync(Head head, AnchoredEnd? anchored, Action<string> broken, CancellationToken cancel)
    {
        var (expected, previous, wasAnchored) = (1L, ReadChain.Start.ToArray(), anchored is null);
        await foreach (var row in RowsAsync(head.Chain, cancel))
        {
            if (row.Number > head.Number)
            {
                // A page that was shown meanwhile is no fault; what stands beyond the end for good is one.
                await BeyondAsync(head.Chain, row.Number, broken, cancel);
                break;
            }

            if (row.Number != expected)
            {
                broken($"{Missing(expected, row.Number - 1)} of chain {head.Chain} of the audit of reads is missing");
            }
            else if (row.Problem(head.Chain, previous) is { } problem)
            {
                broken($"entry {row.Number} of chain {head.Chain} of the audit of reads {problem}");
            }

            if (row.Number == anchored?.Number)
            {
                wasAnchored = row.Hash is { } hash && Convert.ToHexStringLower(hash) == anchored.Hash;
            }

            (expected, previous) = (row.Number + 1, row.Hash ?? previous);
        }

        if (expected <= head.Number)
        {
            broken($"{Missing(expected, head.Number)} of chain {head.Chain} of the audit of reads is missing");
        }
        else if (!previous.AsSpan().SequenceEqual(head.Hash))
        {
            broken($"chain {head.Chain} of the audit of reads ends with another entry than the last that was written");
        }

        if (!wasAnchored)
        {
            broken($"chain {head.Chain} of the audit of reads is not the one that was anchored with {anchored!.Number} entries");
        }

        return head.Number;
    }

    private async Task BeyondAsync(long chain, long number, Action<string> broken, CancellationToken cancel)
    {
        var end = await database.ReadAsync(session => session.NumberAsync("SELECT number FROM read_chains WHERE chain = ?1", chain), cancel);
        if (end is null || end < number)
        {
            broken($"entry {number} of chain {chain} of the audit of reads was added behind its end");
        }
    }

    private async Task OrphansAsync(Action<string> broken, CancellationToken cancel)
    {
        var chains = await database.ReadAsync(session => session.QueryAsync(
            "SELECT DISTINCT chain FROM reads_audit WHERE NOT EXISTS (SELECT 1 FROM read_chains WHERE read_chains.chain = reads_audit.chain)", reader => reader.GetInt64(0)), cancel);
        foreach (var chain in chains)
        {
            broken($"chain {chain} of the audit of reads has entries and no end");
        }
    }

    private async IAsyncEnumerable<Row> RowsAsync(long chain, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            var from = after;
            var rows = await database.ReadAsync(session => session.QueryAsync(
                $"SELECT number, at, person, what, business_key, reason, outcome, hash FROM reads_audit WHERE chain = ?1 AND number > ?2 ORDER BY number LIMIT {Page}", Row.Of, chain, from), cancel);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < Page)
            {
                break;
            }

            after = rows[^1].Number;
        }
    }

    private static string Missing(long first, long last) => first == last ? $"entry {first}" : $"what stood from entry {first} to {last}";

    private sealed record Head(long Chain, long Number, byte[] Hash);

    private sealed record Row(long Number, NodaTime.Instant At, Read? Read, byte[]? Hash)
    {
        // One damaged row says so, and the others are read.
        public static Row Of(DbDataReader reader)
        {
            var number = reader.GetInt64(0);
            try
            {
                var read = new Read(reader.GetString(2), reader.GetString(3), reader.Text(4), reader.Text(5), (ReadOutcome)reader.GetInt32(6));
                return new Row(number, reader.Time(1), read, reader.Bytes(7));
            }
            catch (Exception error) when (SharedStatements.IsDamage(error))
            {
                return new Row(number, default, null, null);
            }
        }

        public string? Problem(long chain, byte[] previous) => Read is null || Hash is null ? "cannot be read"
            : Hash.AsSpan().SequenceEqual(HashAfter(chain, previous)) ? null
            : "was changed after it was written";

        public byte[] HashAfter(long chain, byte[] previous) => Read is null ? previous : ReadChain.Hash(previous, chain, Number, At, Read);
    }
}
