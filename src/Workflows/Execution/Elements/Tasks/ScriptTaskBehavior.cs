using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>
/// A script task (BPMN 2.0.2 clause 13.3.3): a FEEL expression. Its value becomes the result variable; without one the
/// entries of a context become variables.
/// </summary>
internal sealed class ScriptTaskBehavior : ElementBehavior<ScriptTask>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, ScriptTask node)
    {
        if (node.Job is { } job)
        {
            return Jobs.Create(execution, element, job);
        }

        if (node.Script is not { } script)
        {
            return Outcome.Done;
        }

        var scope = new VariableScope(element);
        var result = Expressions.Evaluate(execution, scope, script);
        if (result.Value.IsNull && result.Reasons.Count > 0)
        {
            return Expressions.Unusable(element, scope, script, result, "a value");
        }

        if (node.ResultVariable is { } name)
        {
            Data.Accept(execution, element, FeelContext.Empty.With(name, result.Value));
        }
        else if (result.Value.TryGetContext(out var entries))
        {
            Data.Accept(execution, element, entries);
        }

        return Outcome.Done;
    }
}
