using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Starts;

/// <summary>Starts a pathway once, however often its form is sent; within the case where the case waits for it.</summary>
public sealed class StartService(Gate gate, Engine engine, CaseReferences references, PeninsulaDbContext db, Vocabulary vocabulary, IClock clock)
{
    // What a pathway about the same child begins with. Nobody types it again.
    private static readonly string[] Carried = ["area", "district", "childName", "childAge", "childBornOn", "riskLevel", "learningDisability"];

    /// <summary>What is known before anything is typed.</summary>
    public static JsonObject Known(FoundCase? of)
    {
        var known = new JsonObject();
        if (of is null)
        {
            return known;
        }

        var variables = Engine.ToJson(of.State.Variables);
        foreach (var name in Carried)
        {
            if (variables[name] is { } value)
            {
                known[name] = value.DeepClone();
            }
        }

        return known;
    }

    /// <summary>Starts it for whoever asks; gives the reference of the case in which it is worked.</summary>
    /// <param name="once">The form's own id: sent twice, it starts once.</param>
    public async Task<(Outcome Outcome, string? Reference)> StartAsync(StartablePathway pathway, FoundCase? of, JsonObject answers, Guid once, CancellationToken cancel)
    {
        // The list shows what somebody may start anywhere; the area that they answered decides.
        if ((of is not null && !gate.MaySeeCase(of.Facts)) || !gate.MayStart(pathway.Facts with { Area = answers["area"]?.GetValue<string>() }, of?.Facts))
        {
            return (Outcome.Forbidden("You may not start this pathway in that area, or not from that case."), null);
        }

        var person = gate.Person.Id;
        var now = clock.GetCurrentInstant().InZone(vocabulary.Calendar.Zone);
        var variables = Known(of);
        foreach (var (name, value) in answers)
        {
            variables[name] = value?.DeepClone();
        }

        variables["startedBy"] = person;
        variables["startedAt"] = OffsetDateTimePattern.Rfc3339.Format(now.ToOffsetDateTime());
        if (of is not null && await IsAwaitedAsync(pathway, of, cancel))
        {
            var message = new MessageRequest(pathway.Message!, of.Record.Reference, Engine.ToContext(variables)) { By = person, MessageId = $"{once:N}" };
            await engine.Workflows.PublishMessageAsync(message, cancel);
            return (Outcome.Done, of.Record.Reference);
        }

        var reference = await references.NextAsync(Prefix(pathway.ProcessId), now.Year);
        variables["caseReference"] = of?.Record.Reference ?? reference;
        var request = new StartRequest { ProcessId = pathway.ProcessId, BusinessKey = reference, Variables = Engine.ToContext(variables), By = person, StartId = $"start:{once:N}:{person}" };
        return await engine.Workflows.StartAsync(request, cancel) switch
        {
            { IsAccepted: true } => (Outcome.Done, reference),
            { Refusal: Refusal.AlreadyDone, InstanceKey: var first } => (Outcome.Done, await db.Cases.Where(row => row.InstanceKey == first).Select(row => row.Reference).SingleAsync(cancel)),
            var refused => throw new InvalidOperationException($"The pathway {pathway.ProcessId} could not be started: {refused.Message}"),
        };
    }

    // A case that works such a thing within itself is told, so that it is not worked beside it.
    private async Task<bool> IsAwaitedAsync(StartablePathway pathway, FoundCase of, CancellationToken cancel) =>
        pathway.Message is { } name
        && (await engine.Workflows.Store.SubscriptionsAsync(SubscriptionKind.Message, name, of.Record.Reference, cancel)).Any(open => open.InstanceKey == of.Record.InstanceKey);

    private static string Prefix(string processId) => processId[..3].ToUpperInvariant();
}
