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
        new(ElementStep.Enter, (turn, element) => Entering.Enter(turn, element), Then: ElementStep.Start),
        new(ElementStep.Start, (turn, element) => ElementRegistry.Of(element).Start(turn, element), Then: ElementStep.Complete),
        new(ElementStep.Complete, (turn, element) => ElementRegistry.Of(element).Complete(turn, element), Then: ElementStep.Leave),
        new(ElementStep.Leave, (turn, element) => ElementRegistry.Of(element).Leave(turn, element), Then: null),
    ];

    private sealed record Transition(ElementStep Step, Func<Turn, ElementInstance, Outcome> Run, ElementStep? Then);

    /// <summary>Takes an element from <paramref name="step"/> as far as it goes without waiting.</summary>
    public static void Advance(Turn turn, ElementInstance element, ElementStep step)
    {
        for (ElementStep? next = step; next is { } current && element.IsAlive;)
        {
            var transition = Table[(int)current];
            var outcome = transition.Run(turn, element);
            if (outcome.Problem is { } problem)
            {
                Incidents.Raise(turn, element, current, problem);
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
