using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>A business-rule task (BPMN 2.0.2 clause 13.3.3): makes a decision with the variables it sees, or is a job.</summary>
internal sealed class BusinessRuleTaskBehavior : ElementBehavior<BusinessRuleTask>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, BusinessRuleTask node)
    {
        if (node.Job is { } job)
        {
            return Jobs.Create(execution, element, job);
        }

        if (node.DecisionId is not { } decisionId)
        {
            return Outcome.Done;
        }

        if (Expressions.Text(execution, element, decisionId, "the id of a decision", out var id) is { } problem)
        {
            return problem;
        }

        var decision = execution.Environment.Definitions.Decide(id, VariableScope.All(element), execution.Feel);
        if (decision is null)
        {
            return new Problem(IncidentKind.NotFound, $"{node}: no decision '{id}' is deployed.");
        }

        if (decision.Problem is { } failed)
        {
            return new Problem(IncidentKind.Decision, $"{node}: decision '{id}': {failed}");
        }

        execution.Write(new DecisionEvaluated(element.Key, id, FeelJson.AsJsonKinds(decision.Result), decision.MatchedRules) { Trace = decision.Trace });
        if (node.ResultVariable is { } name)
        {
            Data.Accept(execution, element, FeelContext.Empty.With(name, decision.Result));
        }

        return Outcome.Done;
    }
}
