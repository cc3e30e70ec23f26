using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Escalations;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;

namespace Peninsula.Host.Api.Domain;

/// <summary>Late tasks that climbed, and what is answered about them.</summary>
[Route("api/v1")]
[Tags("Escalations")]
internal sealed class EscalationsApiController(CaseList cases) : ApiController
{
    /// <summary>Late tasks of the client's agency that have climbed their ladder and are still open.</summary>
    [HttpGet("escalations")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<EscalationResult>> ListEscalations([FromQuery] string? after, [FromQuery] int? limit, CancellationToken cancel)
    {
        var fields = new ListFields<EscalationRecord>(row => row.Key);
        var terms = Terms.Of(new SearchRequest { Page = new SearchPageRequest { After = after, Limit = limit } }, fields);
        var page = await KeysetSearch.FindAsync(cases.Escalations(), fields.Fields, terms.Search, cancel);
        await cases.NoteReadAsync("escalations", page.Items.Select(escalation => escalation.BusinessKey));
        return Terms.Result(page.Select(escalation => new EscalationResult(
            escalation.Key, escalation.BusinessKey, escalation.TaskKey, escalation.Level, escalation.Area, escalation.Team, escalation.Raised, escalation.AcknowledgedAt, escalation.Direction, escalation.AnsweredAt)));
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
}

internal sealed record EscalationResult(
    Key EscalationKey, string? CaseReference, Key UserTaskKey, string Level, string? Area, string? Team, Instant Raised, Instant? AcknowledgedAt, string? Direction, Instant? AnsweredAt)
{
    /// <summary>What If-Match is compared with when it is answered.</summary>
    public string ETag => TagOf(AcknowledgedAt, AnsweredAt);

    internal static string TagOf(Instant? acknowledged, Instant? answered) =>
        $"\"{acknowledged?.ToUnixTimeMilliseconds() ?? 0}-{answered?.ToUnixTimeMilliseconds() ?? 0}\"";
}

internal sealed record EscalationAnswer
{
    public required string Answer { get; init; }
}
