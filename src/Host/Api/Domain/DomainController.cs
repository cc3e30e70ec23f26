using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Oversight;
using Peninsula.Casework.Starts;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Domain;

/// <summary>The domain: concerns raised by other systems, and the cases that their agency works.</summary>
[Route("api/v1")]
[Tags("Cases")]
public sealed class DomainController(Gate gate, PeninsulaDbContext db, CaseFiles files, ProcessStarter starter, DisclosureFilter disclosure, OpenClasses classes, Cluster.InstanceVisibility visibility, OverdueCounts counts, Vocabulary vocabulary) : ApiController
{
    private static readonly ListFields<CaseRecord> CaseFields = new ListFields<CaseRecord>(row => row.InstanceKey);

    /// <summary>Raises a concern. Sent again with the same Idempotency-Key it is the same case, however often.</summary>
    [HttpPost("concerns")]
    [Asks(nameof(AccessPolicy.RaiseConcern))]
    [ProducesResponseType<ConcernRaised>(StatusCodes.Status201Created)]
    public async Task<IActionResult> RaiseConcern([FromHeader(Name = "Idempotency-Key")] Guid? idempotencyKey, FeelContext answers, CancellationToken cancel)
    {
        if (idempotencyKey is not { } id)
        {
            throw ApiProblem.Invalid("Send an Idempotency-Key header with a UUID of the concern's own, so that sending it twice opens one case.");
        }

        var (outcome, reference) = await starter.RaiseConcernAsync(id, Engine.ToJson(answers), cancel);
        outcome.OrThrow();
        return Created($"/api/v1/cases/{reference}", new ConcernRaised(reference!));
    }

    /// <summary>The cases that the client's agency raised or works, in the order of their opening.</summary>
    [HttpGet("cases")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<CaseSummaryResult>> ListCases([FromQuery] string? area, [FromQuery] bool? open, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken cancel)
    {
        var seen = visibility.Readable;
        var cases = db.Cases.AsNoTracking().Where(one => seen.Any(instance => instance.Key == one.InstanceKey));
        cases = area is null ? cases : cases.Where(one => one.Area == area);
        cases = open is not { } isOpen ? cases : cases.Where(one => (one.Closed == null) == isOpen);
        var terms = Terms.Of(new SearchRequest { Page = new SearchPageRequest { After = after, Limit = limit } }, CaseFields);
        var page = await KeysetSearch.FindAsync(cases, CaseFields.Fields, terms.Search, cancel);
        await visibility.NoteReadAsync("cases", page.Items.Select(one => one.Reference));
        return Terms.Result(page.Select(one => new CaseSummaryResult(one.Reference, one.Area, one.RiskLevel, one.Opened, one.Closed)));
    }

    /// <summary>One case. Its ETag changes with every command.</summary>
    [HttpGet("cases/{reference}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<ActionResult<CaseResult>> GetCase(string reference, CancellationToken cancel)
    {
        var found = await SeenAsync(reference, cancel);
        var version = await db.Instances.Where(one => one.Key == found.Record.InstanceKey).Select(one => one.Version).FirstAsync(cancel);
        Response.Headers.ETag = $"\"{version}\"";
        if (Request.Headers.IfNoneMatch.Contains($"\"{version}\""))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        var model = await files.OpenAsync(found, cancel);
        return new CaseResult(
            model.Reference, found.Record.Area, model.RiskLevel, model.Opened, model.Closed,
            [.. model.OpenTasks.Select(task => new CaseTaskResult(task.Key, task.Name, task.Team, task.Due))],
            [.. model.Pathways.Select(pathway => new PathwayResult(pathway.DefinitionKey, pathway.Name, pathway.Current))]);
    }

    /// <summary>What has happened, newest first.</summary>
    [HttpGet("cases/{reference}/timeline")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<SearchResult<TimelineResult>> GetTimeline(string reference, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken cancel)
    {
        var found = await SeenAsync(reference, cancel);
        var entries = (await files.OpenAsync(found, cancel)).Timeline;

        // Numbered from the oldest, so that what happens meanwhile moves nobody's place.
        var numbered = entries.Select((entry, i) => new TimelineResult(entries.Count - i, entry.At, entry.Title, entry.By, entry.Detail));
        var fields = new ListFields<TimelineResult>(row => -row.Number);
        var terms = Terms.Of(new SearchRequest { Page = new SearchPageRequest { After = after, Limit = limit } }, fields);
        return Terms.Result(MemorySearch.Find(numbered, fields.Fields, terms.Search));
    }

    /// <summary>The actions of the case's multi-agency plan that were asked for, and how they stand.</summary>
    [HttpGet("cases/{reference}/plan-actions")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<IReadOnlyList<PlanActionResult>> ListPlanActions(string reference, CancellationToken cancel)
    {
        var found = await SeenAsync(reference, cancel);
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => task.InstanceKey == found.Record.InstanceKey && task.FormId!.StartsWith("plan-action"))
            .OrderBy(task => task.Key).ToListAsync(cancel);
        return [.. tasks.Where(task => disclosure.MayKnow(found.Facts, task.Disclosure, task.Agency, task.Team)).Select(task => new PlanActionResult(task.Key, task.Name, task.Agency, task.Team, task.Due, task.CompletedAt, task.State == TaskState.Open))];
    }

    /// <summary>Late tasks of the client's agency that have climbed their ladder and are still open.</summary>
    [HttpGet("escalations")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<EscalationResult>> ListEscalations([FromQuery] string? after, [FromQuery] int? limit, CancellationToken cancel)
    {
        var fields = new ListFields<EscalationRecord>(row => row.Key);
        var seen = visibility.Readable;
        var (agency, areas) = (gate.Person.Agency, gate.Person.Areas.ToList());
        var known = classes.Of(db.Tasks);
        var open = db.Escalations.AsNoTracking().Where(one =>
            one.ClosedAt == null && known.Any(task => task.Key == one.TaskKey) && one.Agency == agency && areas.Contains(one.Area!) && seen.Any(instance => instance.Key == one.InstanceKey));
        var terms = Terms.Of(new SearchRequest { Page = new SearchPageRequest { After = after, Limit = limit } }, fields);
        var page = await KeysetSearch.FindAsync(open, fields.Fields, terms.Search, cancel);
        await visibility.NoteReadAsync("escalations", page.Items.Select(one => one.BusinessKey));
        return Terms.Result(page.Select(one => new EscalationResult(
            one.Key, one.BusinessKey, one.TaskKey, one.Level, one.Area, one.Team, one.Raised, one.AcknowledgedAt, one.Direction, one.AnsweredAt)));
    }

    /// <summary>Answers what was directed about a late task. If-Match guards against answering an older direction.</summary>
    [HttpPost("escalations/{key}/answer")]
    [Asks(nameof(AccessPolicy.AnswerEscalation))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> AnswerEscalation(Key key, EscalationAnswer request, [FromHeader(Name = "If-Match")] string? ifMatch, [FromServices] EscalationService escalations, CancellationToken cancel)
    {
        if (await escalations.OpenAsync(key.Value, cancel) is not { MayAnswer: true } file)
        {
            throw ApiProblem.NotFound("escalation", key);
        }

        if (ifMatch is not null && ifMatch != EscalationResult.TagOf(file.Row.AcknowledgedAt, file.Row.AnsweredAt))
        {
            throw new ApiProblem(StatusCodes.Status412PreconditionFailed, "CHANGED", "The escalation was directed or answered meanwhile. Read it again, then answer.");
        }

        (await escalations.AnswerAsync(key.Value, request.Answer, cancel)).OrThrow();
        return NoContent();
    }

    /// <summary>What is overdue in the areas that the client oversees: counts, small ones suppressed, never a case or a name.</summary>
    [HttpGet("oversight")]
    [Asks(nameof(AccessPolicy.SeeOversight))]
    public async Task<IReadOnlyList<OversightResult>> GetOversight(CancellationToken cancel)
    {
        var model = await counts.ForAsync(gate, null, cancel);
        return [.. model.Areas.Select(area => new OversightResult(area.Area, area.ShowsAll, area.Overdue, area.Waiting, [.. area.Tables.Select(OversightTableResult.Of)]))];
    }

    /// <summary>Agencies, areas and teams; no people.</summary>
    [HttpGet("directory")]
    [Asks(nameof(AccessRules.Work))]
    public DirectoryResult GetDirectory()
    {
        var directory = vocabulary.Directory;
        return gate.MayWork
            ? new DirectoryResult(
                [.. directory.Agencies.Select(agency => new NamedResult(agency.Key, agency.Name))],
                [.. directory.Areas.Select(area => new NamedResult(area.Key, area.Name))],
                [.. directory.Teams.Select(team => new TeamResult(team.Id, team.Name, team.Agency, team.Area, team.Function))])
            : throw ApiProblem.Forbidden("This client is no longer registered.");
    }

    private async Task<FoundCase> SeenAsync(string reference, CancellationToken cancel)
    {
        if (await files.FindAsync(reference, cancel) is not { } found || !gate.MaySeeCase(found.Facts))
        {
            throw ApiProblem.NotFound("case", reference);
        }

        await files.NoteReadAsync(gate.Person.Id, reference);
        return found;
    }
}

public sealed record ConcernRaised(string Reference);

public sealed record CaseSummaryResult(string Reference, string? Area, string? RiskLevel, Instant Opened, Instant? Closed);

public sealed record CaseResult(
    string Reference, string? Area, string? RiskLevel, Instant Opened, Instant? Closed, IReadOnlyList<CaseTaskResult> OpenTasks, IReadOnlyList<PathwayResult> Pathways);

public sealed record CaseTaskResult(Key UserTaskKey, string Name, string? Team, Instant? Due);

public sealed record PathwayResult(Key ProcessDefinitionKey, string Name, IReadOnlyList<string> CurrentElements);

public sealed record TimelineResult(long Number, Instant At, string Title, string? By, string? Detail);

public sealed record PlanActionResult(Key UserTaskKey, string Name, string? Agency, string? Team, Instant? Due, Instant? Ended, bool IsOpen);

public sealed record EscalationResult(
    Key EscalationKey, string? CaseReference, Key UserTaskKey, string Level, string? Area, string? Team, Instant Raised, Instant? AcknowledgedAt, string? Direction, Instant? AnsweredAt)
{
    /// <summary>What If-Match is compared with when it is answered.</summary>
    public string ETag => TagOf(AcknowledgedAt, AnsweredAt);

    internal static string TagOf(Instant? acknowledged, Instant? answered) =>
        $"\"{acknowledged?.ToUnixTimeMilliseconds() ?? 0}-{answered?.ToUnixTimeMilliseconds() ?? 0}\"";
}

public sealed record EscalationAnswer
{
    public required string Answer { get; init; }
}

/// <param name="ShowsAll">Whether small numbers are shown; otherwise a null was suppressed.</param>
/// <param name="Overdue">What the tables count.</param>
/// <param name="Waiting">What waits for the client's own direction, beside that; null when that is not told by area.</param>
public sealed record OversightResult(string Area, bool ShowsAll, int? Overdue, int? Waiting, IReadOnlyList<OversightTableResult> Tables);

/// <summary>A table as the page shows it.</summary>
public sealed record OversightTableResult(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<OversightRowResult> Rows, IReadOnlyList<int?> ColumnTotals, int? Total)
{
    internal static OversightTableResult Of(CountTable table) => new(
        table.Caption, table.Columns,
        [.. table.Rows.Select((row, number) => new OversightRowResult(row, table.Counts.Cells[number], table.Counts.RowTotals[number]))],
        table.Counts.ColumnTotals, table.Counts.Total);
}

public sealed record OversightRowResult(string Name, IReadOnlyList<int?> Counts, int? Total);

public sealed record DirectoryResult(IReadOnlyList<NamedResult> Agencies, IReadOnlyList<NamedResult> Areas, IReadOnlyList<TeamResult> Teams);

public sealed record NamedResult(string Key, string Name);

public sealed record TeamResult(string Id, string Name, string Agency, string Area, string Function);
