using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>The first step of every element: inputs, initial data, and the events that can end or accompany it.</summary>
internal static class Entering
{
    public static Outcome Enter(Turn turn, ElementInstance element)
    {
        if (!element.IsLoopBody && Data.MapInputs(turn, element) is { } failed)
        {
            return failed;
        }

        if (Catchers.Around(turn, element) is { Length: > 0 } catchers)
        {
            if (Catchers.Open(turn, element, catchers) is { } problem)
            {
                return problem;
            }

            Conditions.CheckNewOf(turn, element);
        }

        return !element.IsAlive || Scopes.IsInterrupted(element) ? Outcome.Waits : Outcome.Done;
    }
}
