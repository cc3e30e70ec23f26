using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Decisions: the rules that are deployed, and what they decide.</summary>
[Route("v2")]
[Tags("Decisions")]
internal sealed class DecisionsController(Gate gate, DecisionCatalog book, Definitions definitions, InstanceVisibility visibility, InstanceLists lists, DecisionLists decisions, Engine engine, IClock clock) : ApiController
{
    private static readonly ListFields<DecisionDefinitionResult> DefinitionFields = new ListFields<DecisionDefinitionResult>(row => row.DecisionDefinitionKey.Value)
        .Key("decisionDefinitionKey", row => row.DecisionDefinitionKey.Value)
        .Text("decisionDefinitionId", row => row.DecisionDefinitionId)
        .Text("name", row => row.Name)
        .Number("version", row => row.Version)
        .Text("decisionRequirementsId", row => row.DecisionRequirementsId)
        .Key("decisionRequirementsKey", row => row.DecisionRequirementsKey.Value)
        .Text("tenantId", row => row.TenantId);

    private static readonly ListFields<DecisionRequirementsResult> RequirementsFields = new ListFields<DecisionRequirementsResult>(row => row.DecisionRequirementsKey.Value)
        .Key("decisionRequirementsKey", row => row.DecisionRequirementsKey.Value)
        .Text("decisionRequirementsName", row => row.DecisionRequirementsName)
        .Text("decisionRequirementsId", row => row.DecisionRequirementsId)
        .Text("resourceName", row => row.ResourceName)
        .Number("version", row => row.Version)
        .Text("tenantId", row => row.TenantId);

    [HttpPost("decision-definitions/search")]
    [Asks(nameof(AccessRules.Work))]
    public SearchResult<DecisionDefinitionResult> SearchDecisionDefinitions([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request) =>
        Terms.Result(MemorySearch.Find(gate.MayWork ? book.Decisions : [], DefinitionFields.Fields, Terms.Of(request, DefinitionFields).Search));

    [HttpGet("decision-definitions/{decisionDefinitionKey}")]
    [Asks(nameof(AccessRules.Work))]
    public DecisionDefinitionResult GetDecisionDefinition(Key decisionDefinitionKey) => Find(decisionDefinitionKey);

    [HttpGet("decision-definitions/{decisionDefinitionKey}/xml")]
    [Asks(nameof(AccessRules.Work))]
    [Produces("text/xml")]
    public IActionResult GetDecisionDefinitionXml(Key decisionDefinitionKey) => Xml(Find(decisionDefinitionKey).DecisionRequirementsKey);

    [HttpPost("decision-requirements/search")]
    [Asks(nameof(AccessRules.Work))]
    public SearchResult<DecisionRequirementsResult> SearchDecisionRequirements([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request) =>
        Terms.Result(MemorySearch.Find(gate.MayWork ? book.Requirements : [], RequirementsFields.Fields, Terms.Of(request, RequirementsFields).Search));

    [HttpGet("decision-requirements/{decisionRequirementsKey}")]
    [Asks(nameof(AccessRules.Work))]
    public DecisionRequirementsResult GetDecisionRequirements(Key decisionRequirementsKey) => Requirements(decisionRequirementsKey);

    [HttpGet("decision-requirements/{decisionRequirementsKey}/xml")]
    [Asks(nameof(AccessRules.Work))]
    [Produces("text/xml")]
    public IActionResult GetDecisionRequirementsXml(Key decisionRequirementsKey) => Xml(Requirements(decisionRequirementsKey).DecisionRequirementsKey);

    [HttpPost("decision-instances/search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<DecisionInstanceResult>> SearchDecisionInstances([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, DecisionLists.Instances), DecisionLists.Instances, decisions.Of, null, cancel);

    [HttpGet("decision-instances/{decisionEvaluationInstanceKey}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<DecisionInstanceDetail> GetDecisionInstance(string decisionEvaluationInstanceKey, CancellationToken cancel)
    {
        if (!Key.TryParse(decisionEvaluationInstanceKey.Split('-')[0], null, out var evaluation))
        {
            throw ApiProblem.Invalid($"\"{decisionEvaluationInstanceKey}\" is no key of a decision instance: that is a key, a hyphen and a number.");
        }

        var file = await visibility.FileOfAsync("decision instance", evaluation.Value, isPlace: true, cancel);
        return (await decisions.Of(file, cancel)).FirstOrDefault(instance => instance.DecisionEvaluationInstanceKey == decisionEvaluationInstanceKey) is { } found
            ? DecisionLists.Detail(found)
            : throw ApiProblem.NotFound("decision instance", decisionEvaluationInstanceKey);
    }

    /// <summary>Evaluates a decision without a case. Nothing is kept of it.</summary>
    [HttpPost("decision-definitions/evaluation")]
    [Asks(nameof(AccessRules.Work))]
    public EvaluationResult EvaluateDecision(EvaluationRequest request)
    {
        Tenants.Check(request.TenantId);
        if (request.DecisionDefinitionKey is null == request.DecisionDefinitionId is null)
        {
            throw ApiProblem.Invalid("Say which decision: decisionDefinitionId or decisionDefinitionKey, one of them.");
        }

        var decision = request.DecisionDefinitionKey is { } key ? Find(key)
            : (gate.MayWork ? book.Newest(request.DecisionDefinitionId!) : null) ?? throw ApiProblem.NotFound("decision", request.DecisionDefinitionId!);
        var result = book.Model(decision.DecisionRequirementsKey.Value)
            .Evaluate(decision.DecisionDefinitionId, request.Variables ?? FeelContext.Empty, book.EnvironmentAt(clock.GetCurrentInstant()));
        if (result.Value.IsNull && result.Reasons.Count > 0)
        {
            throw ApiProblem.Invalid($"The decision \"{decision.Name}\" cannot be made: {string.Join("; ", result.Reasons)}. Give the variables that it asks for.");
        }

        var resource = decision.DecisionRequirementsKey.Value;
        var trace = DecisionTraces.Of(result, resource, id => engine.Workflows.Catalog.VersionOf(id, resource));
        return DecisionLists.Evaluation(decision, trace, result.Value, engine.Workflows.Keys);
    }

    private DecisionDefinitionResult Find(Key key) => (gate.MayWork ? book.Find(key) : null) ?? throw ApiProblem.NotFound("decision definition", key);

    private DecisionRequirementsResult Requirements(Key key) =>
        (gate.MayWork ? book.Requirements.FirstOrDefault(requirements => requirements.DecisionRequirementsKey == key) : null) ?? throw ApiProblem.NotFound("decision requirements", key);

    private ContentResult Xml(Key requirements) =>
        Content(Definitions.Text(definitions.Find(ResourceKind.Decision, requirements.Value)!), "text/xml; charset=utf-8");
}

internal sealed record EvaluationRequest
{
    public string? DecisionDefinitionId { get; init; }

    public Key? DecisionDefinitionKey { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}
