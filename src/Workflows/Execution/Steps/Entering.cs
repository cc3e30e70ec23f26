using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>The first step of every element: inputs, initial data, and the events that can end or accompany it.</summary>
internal static class Entering
{
    public static Outcome Enter(CommandExecution execution, ElementInstance element)
    {
        if (!element.IsLoopBody && Data.MapInputs(execution, element) is { } failed)
        {
            return failed;
        }

        if (Catchers.Around(execution, element) is { Length: > 0 } catchers)
        {
            if (Catchers.Open(execution, element, catchers) is { } problem)
            {
                return problem;
            }

            Conditions.CheckNewOf(execution, element);
        }

        return !element.IsAlive || Scopes.IsInterrupted(element) ? Outcome.Waits : Outcome.Done;
    }
}
