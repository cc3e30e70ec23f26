using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>The legal transitions of an element instance, as one table. From each step the instance can also be terminated.</summary>
/// <remarks>
/// <code>
/// ElementActivated -> Enter -> Start -> (waits) -> Complete -> Leave -> ElementCompleted
///                       |        |                    |          |
///                       +--------+--- incident, resolved: the same step again
/// </code>
/// </remarks>
internal static class Lifecycle
{
    private static readonly Transition[] Table =
    [
        new(ElementStep.Enter, (execution, element) => Entering.Enter(execution, element), Then: ElementStep.Start),
        new(ElementStep.Start, (execution, element) => ElementRegistry.Of(element).Start(execution, element), Then: ElementStep.Complete),
        new(ElementStep.Complete, (execution, element) => ElementRegistry.Of(element).Complete(execution, element), Then: ElementStep.Leave),
        new(ElementStep.Leave, (execution, element) => ElementRegistry.Of(element).Leave(execution, element), Then: null),
    ];

    private sealed record Transition(ElementStep Step, Func<CommandExecution, ElementInstance, Outcome> Run, ElementStep? Then);

    /// <summary>Takes an element from <paramref name="step"/> as far as it goes without waiting.</summary>
    public static void Advance(CommandExecution execution, ElementInstance element, ElementStep step)
    {
        for (ElementStep? next = step; next is { } current && element.IsAlive;)
        {
            var transition = Table[(int)current];
            var outcome = transition.Run(execution, element);
            if (outcome.Problem is { } problem)
            {
                Incidents.Raise(execution, element, current, problem);
                return;
            }

            if (!outcome.IsDone)
            {
                return;
            }

            next = transition.Then;
        }
    }
}
