using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Domain;

/// <summary>Agencies, areas and teams.</summary>
[Route("api/v1")]
[Tags("Directory")]
internal sealed class DirectoryApiController(Gate gate, Vocabulary vocabulary) : ApiController
{
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
}

internal sealed record DirectoryResult(IReadOnlyList<NamedResult> Agencies, IReadOnlyList<NamedResult> Areas, IReadOnlyList<TeamResult> Teams);

internal sealed record NamedResult(string Key, string Name);

internal sealed record TeamResult(string Id, string Name, string Agency, string Area, string Function);
