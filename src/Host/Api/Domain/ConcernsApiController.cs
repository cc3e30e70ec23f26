using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Starts;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Domain;

/// <summary>Concerns raised by other systems.</summary>
[Route("api/v1")]
[Tags("Concerns")]
internal sealed class ConcernsApiController(ProcessStarter starter) : ApiController
{
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
}

internal sealed record ConcernRaised(string Reference);
