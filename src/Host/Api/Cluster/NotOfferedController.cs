using Microsoft.AspNetCore.Mvc;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Operations of the API's shape that have no meaning here: refused by name, so that nobody looks for a fault.</summary>
[Route("v2")]
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class NotOfferedController(Gate gate) : ApiController
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

    [HttpGet("system/configuration")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult GetSystemConfiguration() => Refuse("getSystemConfiguration is not offered: how the service is set up is its operators' business.");

    [HttpGet("{family:regex(^(audit-logs|cluster-variables|conditionals|expression|global-task-listeners)$)}/{**rest}")]
    [HttpPost("{family:regex(^(audit-logs|cluster-variables|conditionals|expression|global-task-listeners)$)}/{**rest}")]
    [HttpPut("{family:regex(^(audit-logs|cluster-variables|conditionals|expression|global-task-listeners)$)}/{**rest}")]
    [HttpPatch("{family:regex(^(audit-logs|cluster-variables|conditionals|expression|global-task-listeners)$)}/{**rest}")]
    [HttpDelete("{family:regex(^(audit-logs|cluster-variables|conditionals|expression|global-task-listeners)$)}/{**rest}")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult Engine(string family, string? rest) => Refuse(family switch
    {
        "audit-logs" => "/v2/audit-logs is not offered: what was done in a case is its timeline, at /api/v1/cases/{reference}/timeline.",
        "cluster-variables" => "/v2/cluster-variables is not offered: what pathways share is in timescales and decision tables. Give an instance its own variables.",
        "conditionals" => "/v2/conditionals is not offered: conditional events look at the variables of their own instance. Set those.",
        "expression" => "/v2/expression is not offered: put the expression into a decision and evaluate that.",
        _ => "/v2/global-task-listeners is not offered: what happens with tasks is drawn in the pathway.",
    });

    [HttpPost("user-tasks/{userTaskKey}/audit-logs/search")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult SearchUserTaskAuditLogs(Key userTaskKey) => Refuse(
        "searchUserTaskAuditLogs is not offered: what was done in a case is its timeline, at /api/v1/cases/{reference}/timeline.");

    [HttpGet("{what:regex(^(jobs|incidents|process-definitions)$)}/statistics/{**rest}")]
    [HttpPost("{what:regex(^(jobs|incidents|process-definitions)$)}/statistics/{**rest}")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult Statistics(string what, string? rest) => Refuse(
        $"/v2/{what}/statistics/{rest} is not offered: counts across instances are at /api/v1/oversight, and by element at /v2/process-definitions/{{processDefinitionKey}}/statistics/element-instances.");

    [HttpPost("process-instances/deletion")]
    [HttpPost("decision-instances/deletion")]
    [HttpPost("decision-instances/{decisionEvaluationKey}/deletion")]
    [Asks(nameof(AccessRules.Work))]
    public IActionResult Deletion() => Refuse(
        "Deletion is not offered: a case and its history are kept as long as retention says, and removed by it alone.");

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
