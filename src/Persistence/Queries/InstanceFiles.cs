using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Queries;

/// <summary>Reads what instances hold from their histories: element instances, variables, jobs, incidents, decisions, those that ended included.</summary>
/// <remarks>No rows are kept for them: a command would have to write one for every element that it passes, for lists that few ask for.</remarks>
public sealed class InstanceFiles(PeninsulaDbContext db)
{
    // How far a key's time may lie from that of the command that made it: commands take milliseconds, clocks of hosts differ a little.
    private static readonly Duration Slack = Duration.FromSeconds(30);

    /// <summary>The files of instances, in the order of the keys given. Instances that do not exist are left out.</summary>
    public async Task<IReadOnlyList<InstanceFile>> ReadAsync(IReadOnlyCollection<long> instanceKeys, CancellationToken cancel = default)
    {
        var builders = instanceKeys.Distinct().ToDictionary(key => key, _ => new InstanceFileBuilder());
        var keys = builders.Keys.ToList();
        await foreach (var entry in db.History.AsNoTracking()
            .Where(entry => keys.Contains(entry.InstanceKey))
            .OrderBy(entry => entry.InstanceKey).ThenBy(entry => entry.Version)
            .AsAsyncEnumerable().WithCancellation(cancel))
        {
            builders[entry.InstanceKey].Add(entry.Sequence, entry.At, entry.By, EventCodec.Read(entry.Events));
        }

        return [.. instanceKeys.Select(key => builders[key]).Where(built => built.InstanceKey != 0).Select(built => new InstanceFile(built))];
    }

    /// <summary>One instance's file, or null when there is none.</summary>
    public async Task<InstanceFile?> ReadAsync(long instanceKey, CancellationToken cancel = default) =>
        await ReadAsync([instanceKey], cancel) is [var file, ..] ? file : null;

    /// <summary>The instance in whose history something stands that is known by its place there, or null.</summary>
    public async Task<long?> InstanceAtAsync(long placeKey, CancellationToken cancel = default)
    {
        var sequence = placeKey >> InstanceFileBuilder.PlaceBits;
        return await db.History.AsNoTracking().Where(entry => entry.Sequence == sequence).Select(entry => (long?)entry.InstanceKey).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The instance in which a key was made, or null. Keys tell their time, and the history is in the order of time, so few entries are looked at.</summary>
    public async Task<long?> InstanceOfAsync(long key, CancellationToken cancel = default)
    {
        if (await db.Instances.AsNoTracking().AnyAsync(instance => instance.Key == key, cancel))
        {
            return key;
        }

        var made = KeyGenerator.MadeAt(key);
        var (from, until) = (await FirstAtAsync(made - Slack, cancel), made + Slack);
        await foreach (var entry in db.History.AsNoTracking().Where(entry => entry.Sequence >= from).OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (entry.At > until)
            {
                return null;
            }

            if (EventCodec.Read(entry.Events).Any(happened => Makes(happened, key)))
            {
                return entry.InstanceKey;
            }
        }

        return null;
    }

    private static bool Makes(WorkflowEvent happened, long key) => happened switch
    {
        ElementActivated e => e.Key == key,
        JobCreated e => e.JobKey == key,
        IncidentRaised e => e.IncidentKey == key,
        SubscriptionOpened e => e.SubscriptionKey == key,
        _ => false,
    };

    private async Task<long> FirstAtAsync(Instant time, CancellationToken cancel)
    {
        var low = await db.History.MinAsync(entry => (long?)entry.Sequence, cancel) ?? 0;
        var high = await db.History.MaxAsync(entry => (long?)entry.Sequence, cancel) ?? 0;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await db.History.AsNoTracking().Where(entry => entry.Sequence >= middle).OrderBy(entry => entry.Sequence).Select(entry => entry.At).FirstAsync(cancel);
            if (at < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
