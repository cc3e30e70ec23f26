using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Casework.Access;

/// <summary>
/// Opening a case that one is not on (break-glass): with a reason, for some hours, and never unseen. Those who answer for
/// the case and for whoever opens it are told in the same transaction; what their agency may not read stays closed.
/// </summary>
public sealed class CaseOpenings(PeninsulaDbContext db, Engine engine, Gate gate, CaseFactsReader caseFacts, Vocabulary vocabulary, CaseMembership membership, ReadsAudit reads, IClock clock)
{
    public const int ShortestReason = 20;
    public const int LongestReason = 1000;

    /// <summary>The kind of the notice that tells of an opening.</summary>
    public const string Alert = "break-glass";

    private static readonly Duration Lasts = Duration.FromHours(8);

    /// <summary>Opens a case to whoever asks.</summary>
    public async Task<Outcome> OpenAsync(string? reference, string? reason, CancellationToken cancel)
    {
        if (!gate.MayOpenCases)
        {
            return Outcome.Forbidden("Only those who work with children, or manage those who do, open a case with a reason.");
        }

        var (asked, why) = (reference?.Trim().ToUpperInvariant() ?? "", reason?.ReplaceLineEndings("\n").Trim() ?? "");
        if (why.Length is < ShortestReason or > LongestReason)
        {
            return Outcome.Invalid(why.Length < ShortestReason
                ? "Enter why you need to see this case now, in a sentence: those who are told of it read it"
                : "Your reason must be 1,000 characters or fewer");
        }

        var record = await db.Cases.AsNoTracking().Where(row => row.Reference == asked).OrderBy(row => row.InstanceKey).FirstOrDefaultAsync(cancel);
        var facts = record is null ? null : await caseFacts.OfCaseAsync(record.InstanceKey, cancel);
        if (record is null || facts is null)
        {
            return Outcome.NotThere;
        }

        if (!gate.MayOpenCase(facts))
        {
            await reads.RecordAsync(gate.Person.Id, "opening", record.Reference, clock.GetCurrentInstant(), why, ReadOutcome.Refused);
            return Outcome.NotThere;
        }

        if (gate.MaySeeCase(facts))
        {
            return Outcome.Done;
        }

        var now = clock.GetCurrentInstant();
        var key = engine.Workflows.Keys.Next();
        var opening = new CaseOpeningRecord { Key = key, InstanceKey = record.InstanceKey, Reference = record.Reference, Person = gate.Person.Id, Reason = why, At = now, Until = now + Lasts };
        await membership.OpenAsync(opening, Told(facts).Select(recipient => new Notice($"{Alert}:{key}:{recipient}", recipient, Alert, now)
        {
            Text = key.ToString(System.Globalization.CultureInfo.InvariantCulture),
            BusinessKey = record.Reference,
            InstanceKey = record.InstanceKey,
        }));
        await reads.RecordAsync(gate.Person.Id, $"opening:{key}", record.Reference, now, why);
        return Outcome.Done;
    }

    /// <summary>An opening, for those who were told of it and for whoever opened; null for everybody else.</summary>
    public async Task<CaseOpeningRecord?> FindAsync(long key, CancellationToken cancel)
    {
        if (!gate.MayWork || await db.CaseOpenings.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancel) is not { } opening)
        {
            return null;
        }

        var told = Told(await caseFacts.OfCaseAsync(opening.InstanceKey, cancel), opening.Person).SelectMany(recipient =>
            Recipient.TryParse(recipient, out var post) ? vocabulary.Directory.Resolve(post, Today) : []);
        if (opening.Person != gate.Person.Id && told.All(person => person.Id != gate.Person.Id))
        {
            return null;
        }

        await reads.RecordAsync(gate.Person.Id, $"opening:{key}", opening.Reference, clock.GetCurrentInstant());
        return opening;
    }

    /// <summary>The openings of a case, newest first, for those on it.</summary>
    public async Task<IReadOnlyList<CaseOpeningRecord>> OfAsync(long instanceKey, CancellationToken cancel) =>
        await db.CaseOpenings.AsNoTracking().Where(opening => opening.InstanceKey == instanceKey).OrderByDescending(opening => opening.Key).Take(20).ToListAsync(cancel);

    private LocalDate Today => clock.GetCurrentInstant().InZone(vocabulary.Calendar.Zone).Date;

    private IReadOnlyList<string> Told(CaseFacts facts) => Told(facts, gate.Person.Id);

    // The area's MACSE chair, the managers of the teams on the case, and whoever answers for the one who opened it.
    private IReadOnlyList<string> Told(CaseFacts facts, string by) =>
    [
        .. new[] { new Recipient(Roles.MacseChair, facts.Area) }
            .Concat(facts.Teams.Select(team => new Recipient(Roles.TeamManager, team)))
            .Concat(vocabulary.Directory.TryGetPerson(by, out var person) && person.Manager is { } manager ? [new Recipient(Recipient.PersonKind, manager)] : [])
            .Where(recipient => recipient.Scope?.Length > 0)
            .Select(recipient => recipient.ToString()).Distinct(),
    ];
}
