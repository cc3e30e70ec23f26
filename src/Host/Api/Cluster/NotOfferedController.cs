using Microsoft.AspNetCore.Mvc;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Operations of the API's shape that have no meaning here: refused by name, so that nobody looks for a fault.</summary>
[Route("v2")]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class NotOfferedController(Gate gate) : ApiController
{
    [HttpGet("{family:regex(^(tenants|roles|groups|users|mapping-rules|authorizations|setup)$)}/{**rest}")]
    [HttpPost("{family:regex(^(tenants|roles|groups|users|mapping-rules|authorizations|setup)$)}/{**rest}")]
    [HttpPut("{family:regex(^(tenants|roles|groups|users|mapping-rules|authorizations|setup)$)}/{**rest}")]
    [HttpPatch("{family:regex(^(tenants|roles|groups|users|mapping-rules|authorizations|setup)$)}/{**rest}")]
    [HttpDelete("{family:regex(^(tenants|roles|groups|users|mapping-rules|authorizations|setup)$)}/{**rest}")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult People(string family, string? rest) => Refuse(
        $"/v2/{family} is not offered: people, teams and their rights are data of the directory, kept by the partnership (read them at /api/v1/directory), and there is one tenant.");

    [HttpGet("{family:regex(^(documents|clock)$)}/{**rest}")]
    [HttpPost("{family:regex(^(documents|clock)$)}/{**rest}")]
    [HttpPut("{family:regex(^(documents|clock)$)}/{**rest}")]
    [HttpPatch("{family:regex(^(documents|clock)$)}/{**rest}")]
    [HttpDelete("{family:regex(^(documents|clock)$)}/{**rest}")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult Other(string family, string? rest) => Refuse(family == "clock"
        ? "/v2/clock is not offered: statutory clocks are not to be moved. Rehearse a pathway on a clock of its own with the command line instead."
        : "/v2/documents is not offered: this service keeps no documents; put a reference to yours into a variable.");

    [HttpGet("system/usage-metrics")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult GetUsageMetrics() => Refuse("getUsageMetrics is not offered: nobody is billed here. Figures are at /api/v1/oversight.");

    [HttpPatch("user-tasks/{userTaskKey}")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult UpdateUserTask(Key userTaskKey) => Refuse(
        "updateUserTask is not offered: a task's due date follows from its timescale and its candidates from its area, and neither is changed by hand. Give a delay its reason and approver on the task's page.");

    /// <summary>Whatever else: a problem, not the sign-in page that a stray address of the pages leads to.</summary>
    [HttpGet("{**rest}")]
    [HttpPost("{**rest}")]
    [HttpPut("{**rest}")]
    [HttpPatch("{**rest}")]
    [HttpDelete("{**rest}")]
    [HttpGet("/api/{**rest}", Order = 1)]
    [HttpPost("/api/{**rest}", Order = 1)]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult Nothing(string? rest) => throw new ApiProblem(
        StatusCodes.Status404NotFound, "NOT_FOUND", $"There is nothing at {Request.Method} {Request.Path}. docs/api.md lists the operations that are offered.");

    private static string Why(bool known) => known ? "" : " Your client is not registered.";

    private ObjectResult Refuse(string why)
    {
        var details = ApiProblem.NotOffered(why + Why(gate.MayWork)).ToDetails(Request.Path);
        return new ObjectResult(details) { StatusCode = details.Status, ContentTypes = { "application/problem+json" } };
    }
}
