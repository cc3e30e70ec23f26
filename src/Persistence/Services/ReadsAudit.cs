using NodaTime;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Services;

/// <summary>
/// Writes down who read what, and who was refused. A page is shown only after its read is on the disk. Reads that come while
/// others are being written go together in the next transaction: the chain has one writer, and one wait for the disk serves many.
/// </summary>
public sealed class ReadsAudit
{
    private const int LargestGroup = 64;
    private const int MostWaiting = 4096;
    private static readonly int[] RowsAtOnce = [16, 4, 1];
    private static readonly Dictionary<int, string> Inserts = RowsAtOnce.ToDictionary(rows => rows, Insert);

    private readonly IDatabase _database;
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _queue = [];
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private Head? _head;

    internal ReadsAudit(IDatabase database) => _database = database;

    /// <summary>Writes a read down; completes when it is on the disk.</summary>
    /// <param name="person">Who.</param>
    /// <param name="what">What was read, such as <c>case</c> or <c>task:KEY</c>.</param>
    /// <param name="businessKey">The case reference, or null.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, where a reason is asked for.</param>
    /// <param name="outcome">Whether they were shown it.</param>
    /// <exception cref="StoreException">Too much waits to be written, or the database cannot be written.</exception>
    public Task RecordAsync(string person, string what, string? businessKey, Instant at, string? reason = null, ReadOutcome outcome = ReadOutcome.Shown)
    {
        var waiting = new Waiting(at, new Read(person, what, businessKey, reason, outcome));
        lock (_gate)
        {
            if (_queue.Count >= MostWaiting)
            {
                return Task.FromException(new BusyException());
            }

            _queue.Enqueue(waiting);
            if (!_isWriting)
            {
                (_isWriting, _writing) = (true, Task.Run(WriteAllAsync));
            }
        }

        return waiting.Done.Task;
    }

    /// <summary>Waits until all that was recorded is written.</summary>
    internal void Finish()
    {
        Task last;
        lock (_gate)
        {
            last = _writing;
        }

        last.GetAwaiter().GetResult();
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                var entries = Chain(group);
                await _database.WriteAsync(session => WriteAsync(session, entries));
                _head = new Head(entries[^1].Chain, entries[^1].Number, entries[^1].Hash);
                group.ForEach(waiting => waiting.Done.SetResult());
            }
            catch (Exception error)
            {
                // It may be on the disk all the same. A chain that goes on from what is perhaps not there would be a broken one.
                _head = null;
                group.ForEach(waiting => waiting.Done.SetException(error));
            }
        }
    }

    private List<Waiting> Take()
    {
        lock (_gate)
        {
            var group = new List<Waiting>();
            while (group.Count < LargestGroup && _queue.TryDequeue(out var next))
            {
                group.Add(next);
            }

            _isWriting = group.Count > 0;
            return group;
        }
    }

    private List<Entry> Chain(List<Waiting> group)
    {
        var last = _head ?? new Head(ReadChain.NewNumber(), 0, ReadChain.Start);
        var entries = new List<Entry>(group.Count);
        foreach (var waiting in group)
        {
            var hash = ReadChain.Hash(last.Hash.Span, last.Chain, last.Number + 1, waiting.At, waiting.Read);
            entries.Add(new Entry(last.Chain, last.Number + 1, waiting.At, waiting.Read, hash));
            last = new Head(last.Chain, last.Number + 1, hash);
        }

        return entries;
    }

    private static async ValueTask<int> WriteAsync(ISession session, List<Entry> entries)
    {
        for (var written = 0; written < entries.Count;)
        {
            var rows = RowsAtOnce.First(count => count <= entries.Count - written);
            await session.RunAsync(Inserts[rows], [.. entries.Skip(written).Take(rows).SelectMany(entry => entry.Values)]);
            written += rows;
        }

        var last = entries[^1];
        return await session.RunAsync(
            "INSERT INTO read_chains (chain, number, hash) VALUES (?1, ?2, ?3) ON CONFLICT (chain) DO UPDATE SET number = excluded.number, hash = excluded.hash",
            last.Chain, last.Number, last.Hash);
    }

    private static string Insert(int rows) =>
        "INSERT INTO reads_audit (chain, number, at, person, what, business_key, reason, outcome, hash) VALUES "
        + string.Join(", ", Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", Enumerable.Range((row * Entry.Columns) + 1, Entry.Columns).Select(number => $"?{number}"))})"));

    private sealed record Head(long Chain, long Number, ReadOnlyMemory<byte> Hash);

    private sealed record Entry(long Chain, long Number, Instant At, Read Read, byte[] Hash)
    {
        public const int Columns = 9;

        public object?[] Values => [Chain, Number, At.ToUnixTimeTicks(), Read.Person, Read.What, Read.BusinessKey, Read.Reason, (int)Read.Outcome, Hash];
    }

    private sealed class Waiting(Instant at, Read read)
    {
        public Instant At { get; } = at;

        public Read Read { get; } = read;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
