using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Cluster;

/// <summary>What the service is, and who asks.</summary>
[Route("v2")]
[Tags("System")]
internal sealed class SystemController(Gate gate) : ApiController
{
    private static readonly string Version = typeof(SystemController).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    [HttpGet("topology")]
    [Asks(nameof(AccessRules.Work))]
    public ActionResult<TopologyResult> GetTopology() => Known(() => new TopologyResult(
        null, [new BrokerResult(0, Request.Host.Host, Request.Host.Port ?? 0, [new PartitionResult(1, "leader", "healthy")], Version)], 1, 1, 1, Version, "0"));

    [HttpGet("status")]
    [Asks(nameof(AccessRules.Work))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public IActionResult GetStatus() => gate.MayWork ? NoContent() : Forbid();

    [HttpGet("license")]
    [Asks(nameof(AccessRules.Work))]
    public ActionResult<LicenseResult> GetLicense() => Known(() => new LicenseResult(true, "open-source", false));

    [HttpGet("authentication/me")]
    [Asks(nameof(AccessRules.Work))]
    public ActionResult<AuthenticationResult> GetAuthentication() => Known(() => new AuthenticationResult(
        gate.Person.Id,
        gate.Client!.Registration.Name,
        null,
        ["engine"],
        [new TenantResult(Definitions.Tenant, "Default", null)],
        [.. gate.Person.Teams],
        [.. gate.Person.Roles],
        "open-source",
        new Dictionary<string, string>(),
        false));

    private ActionResult<T> Known<T>(Func<T> answer) => gate.MayWork ? answer() : throw ApiProblem.Forbidden("This client is no longer registered.");
}

internal sealed record TopologyResult(string? ClusterId, IReadOnlyList<BrokerResult> Brokers, int ClusterSize, int PartitionsCount, int ReplicationFactor, string GatewayVersion, string LastCompletedChangeId);

internal sealed record BrokerResult(int NodeId, string Host, int Port, IReadOnlyList<PartitionResult> Partitions, string Version);

internal sealed record PartitionResult(int PartitionId, string Role, string Health);

internal sealed record LicenseResult(bool ValidLicense, string LicenseType, bool IsCommercial, Instant? ExpiresAt = null);

internal sealed record AuthenticationResult(
    string Username,
    string DisplayName,
    string? Email,
    IReadOnlyList<string> AuthorizedComponents,
    IReadOnlyList<TenantResult> Tenants,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Roles,
    string SalesPlanType,
    IReadOnlyDictionary<string, string> C8Links,
    bool CanLogout);

internal sealed record TenantResult(string TenantId, string Name, string? Description);
