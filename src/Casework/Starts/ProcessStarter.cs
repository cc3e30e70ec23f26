using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Concerns;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Systems;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Starts;

/// <summary>What an agency's system starts.</summary>
/// <param name="Resource">The version of the process.</param>
/// <param name="Given">The variables, or for a pathway the answers of its form.</param>
/// <param name="BusinessKey">For a pathway: the case from which it is started, or null.</param>
/// <param name="StartElementId">The start event, or null for the usual one.</param>
public sealed record StartDemand(DeployedResource Resource, FeelContext Given, string? BusinessKey, string? StartElementId);

/// <summary>
/// Starts a process for an agency's system. A pathway is started as its pages start it: by who may, with its form's answers,
/// and the case reference is the service's to give. What a system deployed for itself it starts as it likes.
/// </summary>
public sealed class ProcessStarter(
    Gate gate, Engine engine, ApiClients clients, ConcernForm concernForm, ConcernService concerns, StartablePathways pathways, StartService starts, CaseFiles cases, AnswerBinder answers, PeninsulaDbContext db)
{
    /// <summary>Starts it; gives the key of the instance in which it is worked.</summary>
    public async Task<(Outcome Outcome, long InstanceKey)> StartAsync(StartDemand demand, CancellationToken cancel)
    {
        if (!gate.MayRaiseConcern)
        {
            return (Outcome.Forbidden("Your client may start nothing."), 0);
        }

        if (demand.Resource.Owner is { } owner)
        {
            return await OwnAsync(demand, owner, cancel);
        }

        if (demand.StartElementId is not null || demand.Resource != engine.Workflows.Catalog.Newest(ResourceKind.Process, demand.Resource.Id))
        {
            return (Outcome.Invalid($"\"{demand.Resource.Id}\" is a pathway: it is started in its newest version and at its beginning. Leave the version and the start instruction out."), 0);
        }

        return demand.Resource.Id == ConcernService.ProcessId ? await ConcernAsync(demand, cancel) : await PathwayAsync(demand, cancel);
    }

    /// <summary>Raises a concern with the answers of its form. Sent again with the same id it is the same case.</summary>
    public async Task<(Outcome Outcome, string? Reference)> RaiseConcernAsync(Guid id, JsonObject given, CancellationToken cancel)
    {
        if (await concerns.SentAsync(id, cancel) is { } before)
        {
            return (Outcome.Done, before);
        }

        var (form, problems) = answers.Bind(concernForm.Schema, given, KnownAnswers.Of([]));
        return problems.Count == 0
            ? await concerns.SendAsync(id, form.Values, cancel)
            : (Outcome.Invalid("Nothing was opened. " + string.Join(' ', problems)), null);
    }

    private async Task<(Outcome Outcome, long InstanceKey)> OwnAsync(StartDemand demand, string owner, CancellationToken cancel)
    {
        if (!clients.AreOfOneAgency(owner, gate.Person.Id))
        {
            return (Outcome.Forbidden("Another system deployed this process, and its agency's systems alone start it."), 0);
        }

        if (demand.BusinessKey is not null)
        {
            return (Outcome.Invalid("No case runs this process, so it has no businessId: leave it out. A case is opened by raising a concern or starting a pathway."), 0);
        }

        var started = await engine.Workflows.StartAsync(
            new StartRequest { DefinitionKey = demand.Resource.Key, Variables = demand.Given, StartElementId = demand.StartElementId, By = gate.Person.Id }, cancel);
        return started.IsAccepted ? (Outcome.Done, started.InstanceKey) : (Outcome.Invalid(started.Message!), 0);
    }

    private async Task<(Outcome Outcome, long InstanceKey)> ConcernAsync(StartDemand demand, CancellationToken cancel)
    {
        if (demand.BusinessKey is not null)
        {
            return (Outcome.Invalid("A concern is given its case reference here: leave businessId out."), 0);
        }

        var (outcome, reference) = await RaiseConcernAsync(Guid.NewGuid(), Engine.ToJson(demand.Given), cancel);
        return (outcome, reference is null ? 0 : await InstanceOfAsync(reference, cancel));
    }

    private async Task<(Outcome Outcome, long InstanceKey)> PathwayAsync(StartDemand demand, CancellationToken cancel)
    {
        var of = demand.BusinessKey is { } reference ? await cases.FindAsync(reference, cancel) : null;
        if ((demand.BusinessKey is not null && (of is null || !gate.MaySeeCase(of.Facts)))
            || pathways.Find(demand.Resource.Id, of?.Facts) is not { } pathway)
        {
            return (Outcome.Forbidden($"Your client may not start the pathway \"{demand.Resource.Id}\", or not from that case. businessId is the case from which it is started."), 0);
        }

        var (form, problems) = answers.Bind(engine.Form(pathway.FormId), Engine.ToJson(demand.Given), KnownAnswers.Of(StartService.Known(of)));
        if (problems.Count > 0)
        {
            return (Outcome.Invalid("Nothing was started. " + string.Join(' ', problems)), 0);
        }

        var (outcome, started) = await starts.StartAsync(pathway, of, form.Values, Guid.NewGuid(), cancel);
        return (outcome, started is null ? 0 : await InstanceOfAsync(started, cancel));
    }

    private Task<long> InstanceOfAsync(string reference, CancellationToken cancel) =>
        db.Cases.Where(record => record.Reference == reference).OrderBy(record => record.InstanceKey).Select(record => record.InstanceKey).FirstAsync(cancel);
}
