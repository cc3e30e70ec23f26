using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Expected failures become incidents: the element stands still until somebody mends what is wrong.</summary>
internal static class Incidents
{
    public static void Raise(CommandExecution execution, ElementInstance element, ElementStep step, Problem problem)
    {
        if (element.Incidents?.Any(incident => incident.Step == step && incident.Kind == problem.Kind) == true)
        {
            return;
        }

        execution.Write(new IncidentRaised(execution.NewKey(), element.Key, element.ElementId, problem.Kind, problem.Message, problem.JobKey, step));
    }
}
