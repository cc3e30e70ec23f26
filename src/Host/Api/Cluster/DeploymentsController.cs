using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Deploys processes that no case runs, with their decisions and forms: all files of a request, or none and every problem of each. Pathways are published.</summary>
[Route("v2")]
[Tags("Deployments")]
internal sealed class DeploymentsController(Gate gate, DeploymentService service, Engine engine, Definitions definitions, DecisionCatalog decisions) : ApiController
{
    private const int LargestDeployment = 20 * 1024 * 1024;

    [HttpPost("deployments")]
    [Asks(nameof(AccessPolicy.ChangePathways))]
    [RequestSizeLimit(LargestDeployment)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestDeployment)]
    [Consumes("multipart/form-data")]
    public async Task<ActionResult<DeploymentAnswer>> CreateDeployment([FromForm] List<IFormFile> resources, [FromForm] string? tenantId, CancellationToken cancel)
    {
        Tenants.Check(tenantId);
        if (resources.Count == 0)
        {
            throw ApiProblem.Invalid("There is no file: send each as a part named \"resources\" with its file name.");
        }

        var files = new List<DeploymentFile>();
        foreach (var file in resources)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            files.Add(new DeploymentFile(Path.GetFileName(file.FileName), content.ToArray()));
        }

        var (outcome, result) = await service.DeployAsync(files, cancel);
        outcome.OrThrow();
        return new DeploymentAnswer(Definitions.Tenant, result!.Resources.Max(resource => resource.Key), [.. result.Resources.SelectMany(Entries)]);
    }

    [HttpGet("resources/{resourceKey}")]
    [Asks(nameof(AccessRules.Work))]
    public ActionResult<ResourceResult> GetResource(Key resourceKey)
    {
        var resource = Find(resourceKey);
        return new ResourceResult(resource.Name, resource.Version, definitions.Process(resource.Key)?.VersionTag, resource.Id, Definitions.Tenant, resource.Key);
    }

    [HttpGet("resources/{resourceKey}/content")]
    [Asks(nameof(AccessRules.Work))]
    [Produces("text/plain")]
    public IActionResult GetResourceContent(Key resourceKey) => Content(Definitions.Text(Find(resourceKey)), "text/plain; charset=utf-8");

    [HttpPost("resources/{resourceKey}/deletion")]
    [Asks(nameof(AccessPolicy.ChangePathways))]
    public IActionResult DeleteResource(Key resourceKey)
    {
        _ = gate.MayChangePathways;
        _ = Find(resourceKey);
        throw ApiProblem.NotOffered("deleteResource is not offered: cases are explained by the version that they ran, so none is ever removed. Deploy a newer version instead.");
    }

    private DeployedResource Find(Key key) =>
        gate.MayWork && engine.Workflows.Catalog.Resource(key.Value) is { } found ? found : throw ApiProblem.NotFound("resource", key);

    private IEnumerable<DeploymentEntry> Entries(DeployedResource resource)
    {
        switch (resource.Kind)
        {
            case ResourceKind.Process:
                return [new DeploymentEntry { ProcessDefinition = new DeployedProcess(resource.Id, resource.Version, resource.Name, Definitions.Tenant, resource.Key) }];
            case ResourceKind.Form:
                return [new DeploymentEntry { Form = new DeployedForm(resource.Id, resource.Version, resource.Name, Definitions.Tenant, resource.Key) }];
            default:
                var requirements = decisions.Requirements.First(row => row.DecisionRequirementsKey.Value == resource.Key);
                return decisions.Of(resource)
                    .Select(definition => new DeploymentEntry { DecisionDefinition = definition })
                    .Append(new DeploymentEntry { DecisionRequirements = requirements });
        }
    }
}

internal sealed record DeploymentAnswer(string TenantId, Key DeploymentKey, IReadOnlyList<DeploymentEntry> Deployments);

internal sealed record DeploymentEntry
{
    public DeployedProcess? ProcessDefinition { get; init; }

    public DecisionDefinitionResult? DecisionDefinition { get; init; }

    public DecisionRequirementsResult? DecisionRequirements { get; init; }

    public DeployedForm? Form { get; init; }

    public object? Resource => null;
}

internal sealed record DeployedProcess(string ProcessDefinitionId, int ProcessDefinitionVersion, string ResourceName, string TenantId, Key ProcessDefinitionKey);

internal sealed record DeployedForm(string FormId, int Version, string ResourceName, string TenantId, Key FormKey);

internal sealed record ResourceResult(string ResourceName, int Version, string? VersionTag, string ResourceId, string TenantId, Key ResourceKey);

/// <summary>There is one tenant; a request may name it or none.</summary>
internal static class Tenants
{
    public static void Check(string? tenantId)
    {
        if (tenantId is not (null or "" or Definitions.Tenant))
        {
            throw ApiProblem.Invalid($"There is no tenant \"{tenantId}\"; leave tenantId out, or give {Definitions.Tenant}.");
        }
    }
}
