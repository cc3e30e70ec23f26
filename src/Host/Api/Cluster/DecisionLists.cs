using NodaTime;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Decisions that were made, in cases and outside them.</summary>
internal sealed class DecisionLists(DecisionCatalog book, ReadableVariables readable, Engine engine)
{
    internal static readonly ListFields<DecisionInstanceResult> Instances = new ListFields<DecisionInstanceResult>(row => row.DecisionEvaluationKey.Value)
        .Text("decisionEvaluationInstanceKey", row => row.DecisionEvaluationInstanceKey)
        .Key("decisionEvaluationKey", row => row.DecisionEvaluationKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Key("processDefinitionKey", row => row.ProcessDefinitionKey.Value)
        .Key("elementInstanceKey", row => row.ElementInstanceKey.Value)
        .Key("decisionDefinitionKey", row => row.DecisionDefinitionKey.Value)
        .Text("decisionDefinitionId", row => row.DecisionDefinitionId)
        .Text("decisionDefinitionName", row => row.DecisionDefinitionName)
        .Text("decisionDefinitionType", row => row.DecisionDefinitionType)
        .Text("state", row => row.State)
        .Text("evaluationFailure", _ => null)
        .Time("evaluationDate", row => row.EvaluationDate)
        .Text("tenantId", row => row.TenantId)
        .Number("decisionDefinitionVersion", row => row.DecisionDefinitionVersion);

    internal async Task<IEnumerable<DecisionInstanceResult>> Of(InstanceFile file, CancellationToken cancel) =>
        file.Decisions.Count == 0 ? [] : Open(file, await readable.OfAsync(file.InstanceKey, cancel));

    // What a decision gave is as open as the variable that it fills.
    private IEnumerable<DecisionInstanceResult> Open(InstanceFile file, Func<string, bool> may) => file.Decisions
        .Where(decision => may(ResultOf(file, decision)))
        .SelectMany(decision => Results(file, decision, may));

    private string ResultOf(InstanceFile file, DecisionEntry decision) =>
        file.Elements.FirstOrDefault(element => element.Key == decision.ElementKey) is { } element
            && engine.Workflows.Catalog.Find(decision.DefinitionKey)?.Node(element.ElementId) is BusinessRuleTask { ResultVariable: { } variable }
            ? variable : "";

    internal static DecisionInstanceDetail Detail(DecisionInstanceResult found) => found.Evaluated is { } evaluated
        ? new(found, Inputs(evaluated), Rules(evaluated))
        : new(found, [], [.. found.Rules.Select(rule => new MatchedRuleResult(rule, 0, []))]);

    internal static EvaluationResult Evaluation(DecisionDefinitionResult decision, DecisionTrace trace, FeelValue value, IKeySource keys)
    {
        var evaluation = keys.Next();
        return new EvaluationResult
        {
            DecisionDefinitionId = decision.DecisionDefinitionId,
            DecisionDefinitionName = decision.Name,
            DecisionDefinitionVersion = decision.Version,
            DecisionRequirementsId = decision.DecisionRequirementsId,
            Output = Json(value),
            DecisionDefinitionKey = decision.DecisionDefinitionKey,
            DecisionRequirementsKey = decision.DecisionRequirementsKey,
            DecisionInstanceKey = evaluation,
            DecisionEvaluationKey = evaluation,
            EvaluatedDecisions = [.. trace.Decisions.Select((evaluated, i) => Evaluated(trace, evaluated, $"{evaluation}-{i + 1}"))],
        };
    }

    private static EvaluatedDecision Evaluated(DecisionTrace trace, Workflows.Execution.EvaluatedDecision evaluated, string key) => new()
    {
        DecisionDefinitionId = evaluated.Id,
        DecisionDefinitionName = evaluated.Name,
        DecisionDefinitionVersion = evaluated.Version,
        DecisionDefinitionType = Type(evaluated),
        Output = Json(evaluated.Value),
        MatchedRules = Rules(evaluated),
        EvaluatedInputs = Inputs(evaluated),
        DecisionDefinitionKey = DecisionCatalog.KeyOf(trace.ResourceKey, evaluated.Id),
        DecisionEvaluationInstanceKey = key,
    };

    private static string Type(Workflows.Execution.EvaluatedDecision evaluated) => evaluated.IsTable ? "DECISION_TABLE" : "LITERAL_EXPRESSION";

    private static IReadOnlyList<EvaluatedInput> Inputs(Workflows.Execution.EvaluatedDecision evaluated) =>
        [.. evaluated.Inputs.Select(input => new EvaluatedInput(input.Id, input.Name, Json(input.Value)))];

    private static IReadOnlyList<MatchedRuleResult> Rules(Workflows.Execution.EvaluatedDecision evaluated) => [.. evaluated.Rules.Select(rule =>
        new MatchedRuleResult(rule.Id, rule.Index, [.. rule.Outputs.Select(output => new EvaluatedOutput(output.Id, output.Name, Json(output.Value), rule.Id, rule.Index))]))];

    private static string Json(FeelValue value) => FeelJson.ToJson(FeelJson.AsJsonKinds(value));

    // As it was evaluated: what is deployed since changes nothing of it.
    private IEnumerable<DecisionInstanceResult> Results(InstanceFile file, DecisionEntry entry, Func<string, bool> may)
    {
        if (entry.Trace is not { Decisions.Count: > 0 } trace)
        {
            yield return Untraced(file, entry);
            yield break;
        }

        var root = DecisionCatalog.KeyOf(trace.ResourceKey, trace.Decisions[^1].Id);
        for (var i = 0; i < trace.Decisions.Count; i++)
        {
            var evaluated = trace.Decisions[i];
            var isOpen = StandsOn(trace, evaluated).All(may);
            if (!isOpen && i < trace.Decisions.Count - 1)
            {
                continue;
            }

            yield return new DecisionInstanceResult
            {
                DecisionEvaluationInstanceKey = $"{entry.Key}-{i + 1}",
                DecisionEvaluationKey = entry.Key,
                State = "EVALUATED",
                EvaluationDate = entry.At,
                DecisionDefinitionId = evaluated.Id,
                DecisionDefinitionName = evaluated.Name,
                DecisionDefinitionVersion = evaluated.Version,
                DecisionDefinitionType = Type(evaluated),
                DecisionDefinitionKey = DecisionCatalog.KeyOf(trace.ResourceKey, evaluated.Id),
                RootDecisionDefinitionKey = root,
                Result = Json(evaluated.Value),
                ProcessDefinitionKey = entry.DefinitionKey,
                ProcessInstanceKey = file.InstanceKey,
                ElementInstanceKey = entry.ElementKey,
                Evaluated = isOpen ? evaluated : evaluated with { Inputs = [] },
            };
        }
    }

    // What a decision was asked, and what others gave on the way, is as open as all the variables that it stands on.
    private IEnumerable<string> StandsOn(DecisionTrace trace, Workflows.Execution.EvaluatedDecision evaluated)
    {
        var inputs = book.Model(trace.ResourceKey).Decisions.FirstOrDefault(decision => decision.Id == evaluated.Id)?.Inputs ?? [];
        return inputs.Count > 0 ? inputs : evaluated.Inputs.Select(input => input.Name);
    }

    // A history from before decisions were kept as evaluated names only the decision and its rules.
    private DecisionInstanceResult Untraced(InstanceFile file, DecisionEntry entry)
    {
        var decision = book.Newest(entry.DecisionId);
        return new DecisionInstanceResult
        {
            DecisionEvaluationInstanceKey = $"{entry.Key}-1",
            DecisionEvaluationKey = entry.Key,
            State = "EVALUATED",
            EvaluationDate = entry.At,
            DecisionDefinitionId = entry.DecisionId,
            DecisionDefinitionName = decision?.Name ?? entry.DecisionId,
            DecisionDefinitionVersion = decision?.Version ?? 0,
            DecisionDefinitionKey = decision?.DecisionDefinitionKey ?? default,
            RootDecisionDefinitionKey = decision?.DecisionDefinitionKey ?? default,
            Result = Json(entry.Result),
            ProcessDefinitionKey = entry.DefinitionKey,
            ProcessInstanceKey = file.InstanceKey,
            ElementInstanceKey = entry.ElementKey,
            Rules = entry.MatchedRules,
        };
    }
}

internal record DecisionInstanceResult
{
    /// <summary>The evaluation's key and the decision's number in it, joined by a hyphen.</summary>
    public required string DecisionEvaluationInstanceKey { get; init; }

    public required string State { get; init; }

    public Instant EvaluationDate { get; init; }

    public required string DecisionDefinitionId { get; init; }

    public required string DecisionDefinitionName { get; init; }

    public int DecisionDefinitionVersion { get; init; }

    public string DecisionDefinitionType { get; init; } = "DECISION_TABLE";

    public required string Result { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key DecisionEvaluationKey { get; init; }

    public Key ProcessDefinitionKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    public Key DecisionDefinitionKey { get; init; }

    public Key RootDecisionDefinitionKey { get; init; }

    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public string? EvaluationFailure => null;

    public Key ElementInstanceKey { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Rules { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public Workflows.Execution.EvaluatedDecision? Evaluated { get; init; }
}

internal sealed record DecisionInstanceDetail : DecisionInstanceResult
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal DecisionInstanceDetail(DecisionInstanceResult found, IReadOnlyList<EvaluatedInput> inputs, IReadOnlyList<MatchedRuleResult> rules)
        : base(found) => (EvaluatedInputs, MatchedRules) = (inputs, rules);

    public IReadOnlyList<EvaluatedInput> EvaluatedInputs { get; }

    public IReadOnlyList<MatchedRuleResult> MatchedRules { get; }
}

internal sealed record EvaluationResult
{
    public required string DecisionDefinitionId { get; init; }

    public required string DecisionDefinitionName { get; init; }

    public int DecisionDefinitionVersion { get; init; }

    public required string DecisionRequirementsId { get; init; }

    public required string Output { get; init; }

    public string? FailedDecisionDefinitionId => null;

    public string? FailureMessage => null;

    public string TenantId => Definitions.Tenant;

    public Key DecisionDefinitionKey { get; init; }

    public Key DecisionRequirementsKey { get; init; }

    public Key DecisionInstanceKey { get; init; }

    public Key DecisionEvaluationKey { get; init; }

    public required IReadOnlyList<EvaluatedDecision> EvaluatedDecisions { get; init; }
}

internal sealed record EvaluatedDecision
{
    public required string DecisionDefinitionId { get; init; }

    public required string DecisionDefinitionName { get; init; }

    public int DecisionDefinitionVersion { get; init; }

    public required string DecisionDefinitionType { get; init; }

    public required string Output { get; init; }

    public string TenantId => Definitions.Tenant;

    public required IReadOnlyList<MatchedRuleResult> MatchedRules { get; init; }

    public required IReadOnlyList<EvaluatedInput> EvaluatedInputs { get; init; }

    public Key DecisionDefinitionKey { get; init; }

    public required string DecisionEvaluationInstanceKey { get; init; }
}

internal sealed record MatchedRuleResult(string RuleId, int RuleIndex, IReadOnlyList<EvaluatedOutput> EvaluatedOutputs);

internal sealed record EvaluatedOutput(string OutputId, string OutputName, string OutputValue, string? RuleId, int? RuleIndex);

internal sealed record EvaluatedInput(string InputId, string InputName, string InputValue);
