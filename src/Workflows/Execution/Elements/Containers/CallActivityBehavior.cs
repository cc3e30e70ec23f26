using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>
/// A call activity (BPMN 2.0.2 clause 13.3.4). The called process is a scope inside the caller's state, with its own
/// definition version and its own variables, so that calling and returning are one with what goes on around.
/// </summary>
internal sealed class CallActivityBehavior : ElementBehavior<CallActivity>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, CallActivity node)
    {
        if (Expressions.Text(execution, element, node.ProcessId, "the id of a process", out var processId) is { } problem)
        {
            return problem;
        }

        if (execution.Environment.Definitions.Latest(processId) is not var (definitionKey, definition))
        {
            return new Problem(IncidentKind.NotFound, $"{node}: no process '{processId}' is deployed.");
        }

        var key = execution.NewKey();
        execution.Write(new ElementActivated(key, definition.Id, element.Key, CalledDefinitionKey: definitionKey));
        var called = execution.State.Element(key)!;
        called.Process = definition;
        var given = node.PropagateAllParentVariables ? VariableScope.All(element) : element.Variables;
        execution.Write(new VariablesGiven(key, given));
        execution.Queue(called, ElementStep.Enter);
        return Outcome.Waits;
    }

    // The called process says when it is done: see Returned.
    public override void ChildLeft(CommandExecution execution, ElementInstance scope, ElementInstance child)
    {
    }

    /// <summary>The called process has ended.</summary>
    public static void Returned(CommandExecution execution, ElementInstance call, ElementInstance called)
    {
        var node = (CallActivity)call.Node!;
        if (node.Outputs.Count > 0)
        {
            Data.Accept(execution, call, called.Variables);
        }
        else if (node.PropagateAllChildVariables)
        {
            // What the called process left as it got it may have been set by another path meanwhile.
            Data.Accept(execution, call, called.Written is { } written ? FeelContext.From(called.Variables.Where(variable => written.Contains(variable.Key))) : called.Variables);
        }

        execution.Queue(call, ElementStep.Complete);
    }
}
