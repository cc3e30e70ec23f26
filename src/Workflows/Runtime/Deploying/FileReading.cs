using System.Text;
using System.Text.Json;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Runtime;

/// <summary>One thing that a file deploys.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; versions are counted by it.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Process">The process, for a process.</param>
internal sealed record ReadResource(ResourceKind Kind, string Id, DeploymentFile File, ProcessDefinition? Process = null);

/// <summary>Reads files of any kind into what they deploy, or into everything that is wrong with them.</summary>
internal static class FileReading
{
    public static IReadOnlyList<ReadResource> Read(IEnumerable<DeploymentFile> files, IFeelHost? feel, List<DeploymentProblem> problems)
    {
        var resources = new List<ReadResource>();
        foreach (var file in files)
        {
            resources.AddRange(Read(file, feel, problems));
        }

        foreach (var twice in resources.GroupBy(resource => (resource.Kind, resource.Id)).Where(group => group.Count() > 1))
        {
            problems.Add(new DeploymentProblem(twice.Last().File.Name, $"the {twice.Key.Kind.ToString().ToLowerInvariant()} \"{twice.Key.Id}\" is in {twice.First().File.Name} too; give one of them another id", twice.Key.Id));
        }

        return resources;
    }

    /// <summary>The process of that id in a file that was deployed before.</summary>
    public static ProcessDefinition Process(DeployedResource resource, IFeelHost? feel)
    {
        var reading = BpmnReader.Read(resource.Content, new BpmnReaderOptions { Feel = feel });
        return reading.Processes.FirstOrDefault(process => process.Id == resource.Id)
            ?? throw new InvalidOperationException($"Version {resource.Version} of process {resource.Id} ({resource.Name}) can no longer be read: {string.Join("; ", reading.Problems)}");
    }

    /// <summary>The decisions of a file.</summary>
    public static DmnReading Decisions(ReadOnlyMemory<byte> content, IFeelHost? feel) =>
        DmnModel.Read(Encoding.UTF8.GetString(content.Span), new DmnReadOptions { Host = feel });

    private static IEnumerable<ReadResource> Read(DeploymentFile file, IFeelHost? feel, List<DeploymentProblem> problems) =>
        Path.GetExtension(file.Name).ToLowerInvariant() switch
        {
            ".bpmn" => ReadBpmn(file, feel, problems),
            ".dmn" => ReadDmn(file, feel, problems),
            ".form" => ReadForm(file, problems),
            _ => Refuse(file, "only .bpmn, .dmn and .form files can be deployed", problems),
        };

    private static IEnumerable<ReadResource> ReadBpmn(DeploymentFile file, IFeelHost? feel, List<DeploymentProblem> problems)
    {
        var reading = BpmnReader.Read(file.Content, new BpmnReaderOptions { Feel = feel });
        problems.AddRange(reading.Problems.Select(problem => new DeploymentProblem(file.Name, problem.Message, problem.ElementId, problem.ElementName, problem.Line)));
        if (reading.IsValid && reading.Processes.Count == 0)
        {
            return Refuse(file, "no process in it is executable; mark one as executable (isExecutable=\"true\")", problems);
        }

        return reading.Processes.Select(process => new ReadResource(ResourceKind.Process, process.Id, file, process));
    }

    private static IEnumerable<ReadResource> ReadDmn(DeploymentFile file, IFeelHost? feel, List<DeploymentProblem> problems)
    {
        var reading = Decisions(file.Content, feel);
        problems.AddRange(reading.Problems.Select(problem => new DeploymentProblem(file.Name, problem.Message, problem.ElementId, problem.ElementName, problem.Line)));
        return reading.Model is null ? [] : [new ReadResource(ResourceKind.Decision, Path.GetFileNameWithoutExtension(file.Name), file)];
    }

    private static IEnumerable<ReadResource> ReadForm(DeploymentFile file, List<DeploymentProblem> problems)
    {
        try
        {
            using var form = JsonDocument.Parse(file.Content);
            return form.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } name
                && root.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array
                ? [new ReadResource(ResourceKind.Form, name, file)]
                : Refuse(file, "it is not a form: a form has an \"id\" and a list of \"components\"", problems);
        }
        catch (JsonException error)
        {
            problems.Add(new DeploymentProblem(file.Name, "it is not JSON: " + error.Message, Line: (int)(error.LineNumber ?? -1) + 1));
            return [];
        }
    }

    private static IEnumerable<ReadResource> Refuse(DeploymentFile file, string message, List<DeploymentProblem> problems)
    {
        problems.Add(new DeploymentProblem(file.Name, message));
        return [];
    }
}
