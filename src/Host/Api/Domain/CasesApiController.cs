using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Cases;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Domain;

/// <summary>The cases that a client's agency raised or works.</summary>
[Route("api/v1")]
[Tags("Cases")]
internal sealed class CasesApiController(CaseList cases, CaseFiles files) : ApiController
{
    private static readonly ListFields<CaseRecord> CaseFields = new ListFields<CaseRecord>(row => row.InstanceKey);

    /// <summary>The cases that the client's agency raised or works, in the order of their opening.</summary>
    [HttpGet("cases")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<CaseSummaryResult>> ListCases([FromQuery] string? area, [FromQuery] bool? open, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken cancel)
    {
        var terms = Terms.Of(new SearchRequest { Page = new SearchPageRequest { After = after, Limit = limit } }, CaseFields);
        var page = await KeysetSearch.FindAsync(cases.Cases(area, open), CaseFields.Fields, terms.Search, cancel);
        await cases.NoteReadAsync("cases", page.Items.Select(row => row.Reference));
        return Terms.Result(page.Select(row => new CaseSummaryResult(row.Reference, row.Area, row.RiskLevel, row.Opened, row.Closed)));
    }

    /// <summary>One case. Its ETag changes with every command.</summary>
    [HttpGet("cases/{reference}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<ActionResult<CaseResult>> GetCase(string reference, CancellationToken cancel)
    {
        var found = await cases.ReadAsync(reference, cancel) ?? throw ApiProblem.NotFound("case", reference);
        var version = await cases.VersionAsync(found, cancel);
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
        var found = await cases.ReadAsync(reference, cancel) ?? throw ApiProblem.NotFound("case", reference);
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
        var found = await cases.ReadAsync(reference, cancel) ?? throw ApiProblem.NotFound("case", reference);
        return [.. (await cases.PlanActionsAsync(found, cancel)).Select(task => new PlanActionResult(task.Key, task.Name, task.Agency, task.Team, task.Due, task.CompletedAt, task.State == TaskState.Open))];
    }
}

internal sealed record CaseSummaryResult(string Reference, string? Area, string? RiskLevel, Instant Opened, Instant? Closed);

internal sealed record CaseResult(
    string Reference, string? Area, string? RiskLevel, Instant Opened, Instant? Closed, IReadOnlyList<CaseTaskResult> OpenTasks, IReadOnlyList<PathwayResult> Pathways);

internal sealed record CaseTaskResult(Key UserTaskKey, string Name, string? Team, Instant? Due);

internal sealed record PathwayResult(Key ProcessDefinitionKey, string Name, IReadOnlyList<string> CurrentElements);

internal sealed record TimelineResult(long Number, Instant At, string Title, string? By, string? Detail);

internal sealed record PlanActionResult(Key UserTaskKey, string Name, string? Agency, string? Team, Instant? Due, Instant? Ended, bool IsOpen);
