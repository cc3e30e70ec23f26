using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Concerns;

/// <summary>
/// Opens a case for a concern: one, however often it is sent. The id of the draft is the one-time id of the start, so a
/// second click, a second tab and the way back in the browser all lead to the same case.
/// </summary>
public sealed class ConcernService(Gate gate, Engine engine, CaseReferences references, PeninsulaDbContext db, Vocabulary vocabulary, IClock clock)
{
    public const string ProcessId = "cse-concern";

    /// <summary>Opens the case for whoever asks, or finds that it is open; gives its reference.</summary>
    public async Task<(Outcome Outcome, string? Reference)> SendAsync(Guid draft, JsonObject answers, CancellationToken cancel)
    {
        if (!gate.MayRaiseConcern)
        {
            return (Outcome.Forbidden("You may raise no concern here."), null);
        }

        var person = gate.Person.Id;
        var now = clock.GetCurrentInstant().InZone(vocabulary.Calendar.Zone);
        // Of two that are sent in the same instant the slower one's number is never used: numbers may have gaps, cases no twins.
        var reference = await references.NextAsync("CSE", now.Year);
        answers["caseReference"] = reference;
        answers["concernReceivedAt"] = OffsetDateTimePattern.Rfc3339.Format(now.ToOffsetDateTime());
        answers["raisedBy"] = person;
        var request = new StartRequest { ProcessId = ProcessId, BusinessKey = reference, Variables = Engine.ToContext(answers), By = person, StartId = StartId(draft, person) };
        return await engine.Workflows.StartAsync(request, cancel) switch
        {
            { IsAccepted: true } => (Outcome.Done, reference),
            { Refusal: Refusal.AlreadyDone, InstanceKey: var first } => (Outcome.Done, await ReferenceAsync(first, cancel)),
            var refused => throw new InvalidOperationException($"The concern could not be opened as a case: {refused.Message}"),
        };
    }

    /// <summary>The reference of the case that this draft of theirs became, or null while it is not sent.</summary>
    public async Task<string?> SentAsync(Guid draft, CancellationToken cancel) =>
        gate.MayRaiseConcern && await engine.Workflows.Store.StartedByAsync(StartId(draft, gate.Person.Id), cancel) is { } instanceKey ? await ReferenceAsync(instanceKey, cancel) : null;

    /// <summary>Whether whoever asks raised that case.</summary>
    public async Task<bool> IsTheirsAsync(string reference, CancellationToken cancel)
    {
        var person = gate.Person.Id;
        return gate.MayRaiseConcern && await db.Cases
            .Where(row => row.Reference == reference)
            .Join(db.History, row => row.InstanceKey, entry => entry.InstanceKey, (_, entry) => entry)
            .AnyAsync(entry => entry.Version == 1 && entry.By == person, cancel);
    }

    private Task<string> ReferenceAsync(long instanceKey, CancellationToken cancel) =>
        db.Cases.Where(row => row.InstanceKey == instanceKey).Select(row => row.Reference).SingleAsync(cancel);

    // The person belongs to it: nobody learns from somebody else's draft id what became of it.
    private static string StartId(Guid draft, string person) => $"concern:{draft:N}:{person}";
}
