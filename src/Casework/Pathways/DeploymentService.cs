using System.Text;
using Peninsula.Activities;
using Peninsula.Activities.Feel;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Dmn;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Casework.Pathways;

/// <summary>
/// What an agency's system deploys for itself. What cases run is never deployed so: a pathway, and the forms and decisions
/// that pathways use, are published by two people. And what a system deploys takes no part in what pathways do.
/// </summary>
public sealed class DeploymentService(Gate gate, Engine engine, VocabularySource vocabulary, IEnumerable<IJobHandler> handlers)
{
    /// <summary>Deploys all files, or none and every problem of each.</summary>
    public async Task<(Outcome Outcome, DeploymentResult? Result)> DeployAsync(IReadOnlyList<DeploymentFile> files, CancellationToken cancel)
    {
        if (!gate.MayChangePathways || gate.Client is not { } client)
        {
            return (Outcome.Forbidden("Only clients with the role safeguarding-manager deploy processes."), null);
        }

        var problems = files.SelectMany(Problems).ToList();
        if (problems.Count > 0)
        {
            return (Refused(problems), null);
        }

        var result = await engine.Workflows.DeployAsync(files, client.Registration.Id, cancel);
        return result.IsDeployed ? (Outcome.Done, result) : (Refused(result.Problems), null);
    }

    private static Outcome Refused(IEnumerable<DeploymentProblem> problems) =>
        Outcome.Invalid("Nothing was deployed. Mend these and send all files again: " + string.Join("; ", problems.Select(Describe)));

    private static string Describe(DeploymentProblem problem)
    {
        var line = problem.Line > 0 ? $" line {problem.Line}" : "";
        var element = problem.ElementId is null ? "" : $" {problem.ElementName ?? problem.ElementId}";
        return $"{problem.File}{line}{element}: {problem.Message}";
    }

    // A file that cannot be read is the engine's to refuse.
    private IEnumerable<DeploymentProblem> Problems(DeploymentFile file) => Path.GetExtension(file.Name) switch
    {
        ".bpmn" => BpmnReader.Read(file.Content, new BpmnReaderOptions { Feel = new SafeguardingFunctions(vocabulary) }).Processes.SelectMany(process => OfProcess(file.Name, process)),
        ".dmn" => OfDecisions(file),
        _ => [],
    };

    private IEnumerable<DeploymentProblem> OfProcess(string file, ProcessDefinition process)
    {
        if (engine.Workflows.Catalog.Newest(ResourceKind.Process, process.Id) is { Owner: null })
        {
            return
            [
                new DeploymentProblem(file, $"\"{process.Id}\" is a pathway that cases run, so it is not deployed but published: "
                    + $"send it to POST /api/v1/pathways/{process.Id}/draft, and two safeguarding managers send it for review and agree to it."),
            ];
        }

        return new OutsideProcessRules(engine.Workflows.Catalog, [.. handlers.Select(handler => handler.Type)])
            .Check(process).Select(problem => problem with { File = file });
    }

    private IEnumerable<DeploymentProblem> OfDecisions(DeploymentFile file)
    {
        if (DmnModel.Read(Encoding.UTF8.GetString(file.Content.Span)).Model is not { } model)
        {
            return [];
        }

        var taken = engine.Workflows.Catalog.Newest(ResourceKind.Decision).Where(live => live.Owner is null)
            .SelectMany(live => DmnModel.Read(Encoding.UTF8.GetString(live.Content.Span)).Model?.Decisions ?? [])
            .Select(decision => decision.Id).ToHashSet(StringComparer.Ordinal);
        return model.Decisions.Where(decision => taken.Contains(decision.Id))
            .Select(decision => new DeploymentProblem(file.Name, $"The decision \"{decision.Id}\" is one that pathways use. Give yours an id of its own."));
    }
}
