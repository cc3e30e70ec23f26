using NodaTime;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Work for a worker outside.</summary>
internal static class Jobs
{
    public const int DefaultRetries = 3;

    private static readonly Duration FirstBackOff = Duration.FromSeconds(10);
    private static readonly Duration LongestBackOff = Duration.FromMinutes(30);

    public static Outcome Create(CommandExecution execution, ElementInstance element, JobDefinition job)
    {
        if (Expressions.Text(execution, element, job.Type, "a job type", out var type) is { } problem)
        {
            return problem;
        }

        if (Retries(execution, element, job, out var retries) is { } noNumber)
        {
            return noNumber;
        }

        execution.Write(new JobCreated(execution.NewKey(), element.Key, element.ElementId, type, retries, job.Headers, VariableScope.All(element)));
        return Outcome.Waits;
    }

    public static Problem? Retries(CommandExecution execution, ElementInstance element, JobDefinition? job, out int retries)
    {
        retries = DefaultRetries;
        return job?.Retries is { } expression ? Expressions.Whole(execution, element, expression, "a number of retries", out retries) : null;
    }

    /// <summary>The job definition of an element that can have one.</summary>
    public static JobDefinition? Of(FlowNode? node) => node switch
    {
        ServiceTask task => task.Job,
        SendTask task => task.Job,
        ScriptTask task => task.Job,
        BusinessRuleTask task => task.Job,
        IntermediateThrowEvent thrown => thrown.Job,
        EndEvent end => end.Job,
        _ => null,
    };

    /// <summary>10 s after the first failure, doubled each time, at most half an hour.</summary>
    public static Duration BackOff(int failures)
    {
        var wait = FirstBackOff * (1L << Math.Clamp(failures - 1, 0, 20));
        return wait < LongestBackOff ? wait : LongestBackOff;
    }
}
