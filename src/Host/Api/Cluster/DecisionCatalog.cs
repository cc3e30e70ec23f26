using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Peninsula.Activities;
using Peninsula.Activities.Feel;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Host.Api.Conventions;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Every version of every decision that is deployed.</summary>
internal sealed class DecisionCatalog(Definitions definitions, Engine engine, VocabularySource vocabulary)
{
    private readonly ConcurrentDictionary<long, DmnModel> _models = new();
    private readonly SafeguardingFunctions _functions = new(vocabulary);

    public IEnumerable<DecisionRequirementsResult> Requirements => definitions.All(ResourceKind.Decision).Select(resource => new DecisionRequirementsResult
    {
        DecisionRequirementsName = Model(resource).Name,
        Version = resource.Version,
        DecisionRequirementsId = Model(resource).Id,
        ResourceName = resource.Name,
        DecisionRequirementsKey = resource.Key,
    });

    public IEnumerable<DecisionDefinitionResult> Decisions => definitions.All(ResourceKind.Decision).SelectMany(Of);

    public FeelEnvironment EnvironmentAt(NodaTime.Instant now) => new(now) { Host = _functions };

    public IEnumerable<DecisionDefinitionResult> Of(DeployedResource resource) => Model(resource).Decisions.Select(decision => new DecisionDefinitionResult
    {
        DecisionDefinitionId = decision.Id,
        Name = decision.Name,
        Version = engine.Workflows.Catalog.VersionOf(decision.Id, resource.Key),
        DecisionRequirementsId = Model(resource).Id,
        DecisionRequirementsName = Model(resource).Name,
        DecisionRequirementsVersion = resource.Version,
        DecisionDefinitionKey = KeyOf(resource.Key, decision.Id),
        DecisionRequirementsKey = resource.Key,
    });

    /// <summary>The newest version of a decision, or null.</summary>
    public DecisionDefinitionResult? Newest(string decisionId) => Decisions.Where(definition => definition.DecisionDefinitionId == decisionId).MaxBy(definition => definition.DecisionRequirementsKey.Value);

    public DecisionDefinitionResult? Find(Key key) => Decisions.FirstOrDefault(definition => definition.DecisionDefinitionKey == key);

    public DmnModel Model(long resourceKey) => Model(definitions.Find(ResourceKind.Decision, resourceKey)!);

    private DmnModel Model(DeployedResource resource) => _models.GetOrAdd(resource.Key, _ =>
        DmnModel.Read(Definitions.Text(resource), new DmnReadOptions { Host = _functions }).Model
        ?? throw new InvalidOperationException($"Version {resource.Version} of {resource.Name} can no longer be read."));

    // The engine gives a key to the file; a decision's own is made of it, the same on every host and after every start.
    internal static long KeyOf(long resourceKey, string decisionId) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{resourceKey}:{decisionId}"))) & long.MaxValue;
}

internal sealed record DecisionDefinitionResult
{
    public required string DecisionDefinitionId { get; init; }

    public required string Name { get; init; }

    public int Version { get; init; }

    public required string DecisionRequirementsId { get; init; }

    public required string DecisionRequirementsName { get; init; }

    public int DecisionRequirementsVersion { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key DecisionDefinitionKey { get; init; }

    public Key DecisionRequirementsKey { get; init; }
}

internal sealed record DecisionRequirementsResult
{
    public required string DecisionRequirementsName { get; init; }

    public int Version { get; init; }

    public required string DecisionRequirementsId { get; init; }

    public required string ResourceName { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key DecisionRequirementsKey { get; init; }
}
