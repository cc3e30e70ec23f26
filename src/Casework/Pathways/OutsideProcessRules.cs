using Peninsula.Casework.Messages;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Pathways;

/// <summary>
/// What a process that an agency's system deploys may not do: speak or listen where pathways do, call a pathway, or give
/// the host's own work. Only what is written out can be judged, so names that are worked out are refused too.
/// </summary>
internal sealed class OutsideProcessRules(DefinitionCatalog catalog, IReadOnlyCollection<string> ownJobTypes)
{
    public IEnumerable<DeploymentProblem> Check(ProcessDefinition process) => process.Nodes.SelectMany(node =>
        Says(node).OfType<string>().Select(problem => new DeploymentProblem("", problem, node.Id, node.Name)));

    private IEnumerable<string?> Says(FlowNode node)
    {
        var traffic = PathwayTraffic.Of(catalog);
        foreach (var message in PathwayTraffic.MessagesOf(node))
        {
            yield return Name(message.Name, "message", traffic.UseMessage, "is one by which pathways speak to one another");
        }

        foreach (var signal in PathwayTraffic.SignalsOf(node))
        {
            yield return Name(signal.Name, "signal", traffic.UseSignal, "is one by which pathways speak to one another");
        }

        if (node is CallActivity call)
        {
            yield return Name(call.ProcessId, "called process", id => catalog.Newest(ResourceKind.Process, id) is { Owner: null }, "is a pathway, which people start");
        }

        if (JobOf(node) is { } job)
        {
            yield return Name(job.Type, "job type", ownJobTypes.Contains, "is work of this service itself");
        }
    }

    private static string? Name(Expression name, string what, Func<string, bool> isTaken, string why)
    {
        if (!name.IsLiteral)
        {
            return $"The {what} is worked out ({name.Text}). Write its name out, so that it can be checked.";
        }

        return isTaken(name.Text) ? $"The {what} \"{name.Text}\" {why}. Use a name of your own." : null;
    }

    private static JobDefinition? JobOf(FlowNode node) => node switch
    {
        ServiceTask task => task.Job,
        SendTask task => task.Job,
        ScriptTask task => task.Job,
        BusinessRuleTask task => task.Job,
        IntermediateThrowEvent sent => sent.Job,
        EndEvent end => end.Job,
        _ => null,
    };
}
