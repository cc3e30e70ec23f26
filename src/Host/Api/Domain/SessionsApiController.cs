using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Domain;

/// <summary>Signing people out everywhere, for the system that knows first when somebody leaves.</summary>
[Route("api/v1/people/{person}/sessions")]
[Tags("People")]
internal sealed class SessionsApiController(SessionService service) : ApiController
{
    /// <summary>Ends every session of a person. Done again it ends none, and says so.</summary>
    [HttpDelete("")]
    [Asks(nameof(AccessPolicy.Operate))]
    public async Task<SessionsEnded> EndSessions(string person) =>
        await service.EndAllAsync(person) is { } ended ? new SessionsEnded(ended) : throw ApiProblem.NotFound("person", person);
}

/// <param name="Ended">How many browsers they were signed in on.</param>
internal sealed record SessionsEnded(int Ended);
