using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Words;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Cases;

/// <summary>Reads a case: its row, its state, its tasks and its history.</summary>
public sealed class CaseFiles(PeninsulaDbContext db, Engine engine, CaseFactsReader caseFacts, DisclosureFilter disclosure, OpenEscalations escalations, CaseOpenings openings, NamedPeople people, Names names, ReadsAudit reads, IClock clock)
{
    private readonly Timeline _timeline = new(names);

    public async Task<FoundCase?> FindAsync(string reference, CancellationToken cancel)
    {
        var record = await db.Cases.AsNoTracking().Where(row => row.Reference == reference).OrderBy(row => row.InstanceKey).FirstOrDefaultAsync(cancel);
        if (record is null || await engine.Workflows.InspectAsync(record.InstanceKey, cancel) is not { } state)
        {
            return null;
        }

        return new FoundCase(record, await caseFacts.OfCaseAsync(record.InstanceKey, cancel), state);
    }

    public async Task<CaseModel> OpenAsync(FoundCase found, CancellationToken cancel)
    {
        var (record, facts, state) = found;
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => task.InstanceKey == record.InstanceKey && task.State == TaskState.Open)
            .OrderBy(task => task.Due == null).ThenBy(task => task.Due)
            .ToListAsync(cancel);
        var history = new List<HistoryEntry>();
        await foreach (var entry in engine.Workflows.Store.HistoryAsync(record.InstanceKey, cancel))
        {
            history.Add(entry);
        }

        var known = KnownSteps.Of(history, item => disclosure.MayKnow(facts, item.Disclosure, item.Agency, item.Team));
        return new CaseModel(
            record.Reference,
            names.Area(record.Area) ?? "Not known yet",
            record.RiskLevel,
            record.Closed is null,
            record.Opened,
            record.Closed,
            CaseSummary.Of(disclosure.Open(Engine.ToJson(state.Variables), facts)),
            [.. tasks.Where(task => known.Contains(task.Key)).Select(task => new CaseTask(task.Key, task.Name, names.Team(task.Team), names.Person(task.Assignee), task.Due))],
            _timeline.Of(history, known),
            PathwayPositions.Of(state, history, engine.Workflows.Catalog, known))
        {
            Openings = [.. (await openings.OfAsync(record.InstanceKey, cancel)).Select(opening => new Opening(names.Post(opening.Person)!, opening.At, opening.Until, opening.Reason))],
            Named = facts.NamedPeople is null ? null : [.. (await people.OfAsync(record.InstanceKey, cancel)).Select(named => new Named(named.Person, names.Post(named.Person)!, named.Reason, named.At))],
            Escalations = [.. (await escalations.OfCaseAsync(record.InstanceKey, cancel)).Where(line => known.Contains(line.TaskKey))],
        };
    }

    /// <summary>The file of a definition that the case runs or ran; null for any other, so that no key opens more than its case.</summary>
    public byte[]? Diagram(FoundCase found, long definitionKey) =>
        found.State.DefinitionKey == definitionKey || found.State.Elements.Any(element => element.CalledDefinitionKey == definitionKey)
            ? engine.Workflows.Catalog.Resource(definitionKey)?.Content.ToArray()
            : null;

    /// <summary>Reads are audited like writes.</summary>
    public Task NoteReadAsync(string person, string reference, string what = "case") => reads.RecordAsync(person, what, reference, clock.GetCurrentInstant());
}
