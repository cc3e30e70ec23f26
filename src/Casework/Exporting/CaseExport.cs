using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Words;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Exporting;

/// <summary>Everything that is stored about one case, whoever may read which part of it: for disclosure and for learning reviews.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Parts">Its instances, the oldest first: each runs a pathway of its own.</param>
/// <param name="Reads">Who read it, when and why.</param>
/// <param name="Notices">Who was told what, when.</param>
/// <param name="NoticesRead">Who has read which of the notices, when.</param>
public sealed record CaseExport(
    string Reference, IReadOnlyList<CaseExport.Part> Parts, IReadOnlyList<ReadRecord> Reads, IReadOnlyList<NoticeRecord> Notices, IReadOnlyList<NoticeRead> NoticesRead)
{
    /// <summary>Who opened it with a reason without being on it.</summary>
    public IReadOnlyList<CaseOpeningRecord> Openings { get; init; } = [];

    /// <summary>Who was named for it, where it is restricted.</summary>
    public IReadOnlyList<NamedPersonRecord> Named { get; init; } = [];

    /// <summary>Gathers a case; null when there is none of that reference.</summary>
    public static async Task<CaseExport?> GatherAsync(PeninsulaDatabase database, PeninsulaDbContext db, Names names, string reference, CancellationToken cancel)
    {
        var cases = await db.Cases.Where(row => row.Reference == reference).OrderBy(row => row.InstanceKey).ToListAsync(cancel);
        var timeline = new Timeline(names);
        var files = new InstanceFiles(db);
        var parts = new List<Part>();
        foreach (var record in cases)
        {
            var history = new List<HistoryEntry>();
            await foreach (var entry in database.Store.HistoryAsync(record.InstanceKey, cancel))
            {
                history.Add(entry);
            }

            parts.Add(new Part(
                record,
                await files.ReadAsync(record.InstanceKey, cancel),
                await db.Tasks.Where(task => task.InstanceKey == record.InstanceKey).OrderBy(task => task.Created).ToListAsync(cancel),
                await db.Escalations.Where(escalation => escalation.InstanceKey == record.InstanceKey).OrderBy(escalation => escalation.Raised).ToListAsync(cancel),
                history,
                timeline.Of(history, KnownSteps.Of(history, _ => true)),
                await database.History.VerifyAsync(record.InstanceKey, cancel),
                await PathwaysAsync(db, history, cancel)));
        }

        return parts.Count == 0 ? null : new CaseExport(
            reference,
            parts,
            await db.Reads.Where(read => read.BusinessKey == reference).OrderBy(read => read.At).ToListAsync(cancel),
            await db.Notices.Where(notice => notice.BusinessKey == reference).OrderBy(notice => notice.At).ToListAsync(cancel),
            await db.NoticeReads.Where(read => db.Notices.Any(notice => notice.Id == read.NoticeId && notice.BusinessKey == reference)).OrderBy(read => read.At).ToListAsync(cancel))
        {
            Openings = await db.CaseOpenings.Where(opening => opening.Reference == reference).OrderBy(opening => opening.Key).ToListAsync(cancel),
            Named = await db.NamedPeople.Where(named => db.Cases.Any(row => row.Reference == reference && row.InstanceKey == named.InstanceKey)).OrderBy(named => named.Key).ToListAsync(cancel),
        };
    }

    // Without its pathways a history names elements that nobody can look up.
    private static async Task<IReadOnlyList<ResourceRecord>> PathwaysAsync(PeninsulaDbContext db, List<HistoryEntry> history, CancellationToken cancel)
    {
        var keys = history.SelectMany(entry => EventCodec.Read(entry.Events))
            .Select(happened => happened switch
            {
                InstanceStarted started => started.DefinitionKey,
                ElementActivated { CalledDefinitionKey: { } called } => called,
                _ => 0,
            })
            .Where(key => key != 0).Distinct().ToArray();
        return await db.Resources.Where(resource => keys.Contains(resource.Key)).OrderBy(resource => resource.Key).ToListAsync(cancel);
    }

    /// <summary>One instance of a case.</summary>
    /// <param name="Case">Its row.</param>
    /// <param name="File">What it held and did, as its history tells.</param>
    /// <param name="Tasks">Its tasks, done ones too.</param>
    /// <param name="Escalations">Its escalations.</param>
    /// <param name="History">Its chain.</param>
    /// <param name="Timeline">The same in sentences, newest first.</param>
    /// <param name="Broken">What is wrong with the chain; null: it is as it was written.</param>
    /// <param name="Pathways">The versions that it ran.</param>
    public sealed record Part(
        CaseRecord Case,
        InstanceFile? File,
        IReadOnlyList<TaskRecord> Tasks,
        IReadOnlyList<EscalationRecord> Escalations,
        IReadOnlyList<HistoryEntry> History,
        IReadOnlyList<TimelineEntry> Timeline,
        string? Broken,
        IReadOnlyList<ResourceRecord> Pathways);
}
