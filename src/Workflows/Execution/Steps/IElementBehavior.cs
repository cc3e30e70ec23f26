using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>
/// What one kind of element does in each step of its life. The steps follow <see cref="Lifecycle"/>; the steps that are
/// the same for all kinds (mapping data, opening and closing event subscriptions, terminating) are not in here.
/// </summary>
internal interface IElementBehavior
{
    /// <summary>
    /// Inputs are mapped and the element's events are open. Does the work and is done, whereupon Complete follows at once;
    /// or creates what it waits for and waits, until a command, a child or an event queues that step.
    /// Must leave nothing behind when it gives a problem, for it is called again when the incident is resolved.
    /// </summary>
    Outcome Start(CommandExecution execution, ElementInstance element);

    /// <summary>The work is done. Turns results into variables. Leave follows at once.</summary>
    Outcome Complete(CommandExecution execution, ElementInstance element);

    /// <summary>Chooses the flows to take, ends the element instance, puts the tokens on the flows, and tells the scope.</summary>
    Outcome Leave(CommandExecution execution, ElementInstance element);

    /// <summary>For containers: a child has left this scope and its tokens are on their way. Decides whether the scope is done.</summary>
    void ChildLeft(CommandExecution execution, ElementInstance scope, ElementInstance child);

    /// <summary>For what throws compensation: everything is undone.</summary>
    void Compensated(CommandExecution execution, ElementInstance element);
}

/// <summary>The usual behaviour for each step; an element overrides what is its own.</summary>
internal abstract class ElementBehavior<TNode> : IElementBehavior
    where TNode : class
{
    public Outcome Start(CommandExecution execution, ElementInstance element) => Start(execution, element, Node(element));

    public Outcome Complete(CommandExecution execution, ElementInstance element) => Complete(execution, element, Node(element));

    public Outcome Leave(CommandExecution execution, ElementInstance element) => Leave(execution, element, Node(element));

    public virtual void ChildLeft(CommandExecution execution, ElementInstance scope, ElementInstance child)
    {
        if (scope.IsDrained)
        {
            execution.Queue(scope, ElementStep.Complete);
        }
    }

    public virtual void Compensated(CommandExecution execution, ElementInstance element) => execution.Queue(element, ElementStep.Complete);

    protected virtual Outcome Start(CommandExecution execution, ElementInstance element, TNode node) => Outcome.Done;

    protected virtual Outcome Complete(CommandExecution execution, ElementInstance element, TNode node) => Data.MapOutputs(execution, element);

    protected virtual Outcome Leave(CommandExecution execution, ElementInstance element, TNode node) => Leaving.ByConditions(execution, element);

    private static TNode Node(ElementInstance element) => (TNode)(element.IsProcess ? element.Process! : (object)element.Node!);
}
