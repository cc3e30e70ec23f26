using System.Text;
using System.Text.Json;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>One thing that a file deploys.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; versions are counted by it.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Process">The process, for a process.</param>
internal sealed record ReadResource(ResourceKind Kind, string Id, DeploymentFile File, ProcessDefinition? Process = null);

/// <summary>What is wrong with files, and what looks like a slip in them.</summary>
internal sealed class FileFindings
{
    public List<DeploymentProblem> Problems { get; } = [];

    public List<DeploymentProblem> Warnings { get; } = [];
}

/// <summary>Reads files of any kind into what they deploy, or into everything that is wrong with them.</summary>
internal static class FileReading
{
    public static IReadOnlyList<ReadResource> Read(IEnumerable<DeploymentFile> files, IFeelHost? feel, FileFindings findings)
    {
        var resources = new List<ReadResource>();
        foreach (var file in files)
        {
            resources.AddRange(Read(file, feel, findings));
        }

        foreach (var twice in resources.GroupBy(resource => (resource.Kind, resource.Id)).Where(group => group.Count() > 1))
        {
            findings.Problems.Add(new DeploymentProblem(twice.Last().File.Name, $"the {twice.Key.Kind.ToString().ToLowerInvariant()} \"{twice.Key.Id}\" is in {twice.First().File.Name} too; give one of them another id", twice.Key.Id));
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

    /// <summary>Whether a file has a decision of that id.</summary>
    public static bool HasDecision(ReadOnlyMemory<byte> content, string decisionId, IFeelHost? feel) =>
        content.Span.IndexOf(Encoding.UTF8.GetBytes(decisionId)) >= 0
        && Decisions(content, feel).Model?.Decisions.Any(decision => decision.Id == decisionId) == true;

    private static IEnumerable<ReadResource> Read(DeploymentFile file, IFeelHost? feel, FileFindings findings) =>
        Path.GetExtension(file.Name).ToLowerInvariant() switch
        {
            ".bpmn" => ReadBpmn(file, feel, findings),
            ".dmn" => ReadDmn(file, feel, findings),
            ".form" => ReadForm(file, findings),
            _ => Refuse(file, "only .bpmn, .dmn and .form files can be deployed", findings),
        };

    private static IEnumerable<ReadResource> ReadBpmn(DeploymentFile file, IFeelHost? feel, FileFindings findings)
    {
        var reading = BpmnReader.Read(file.Content, new BpmnReaderOptions { Feel = feel });
        findings.Problems.AddRange(reading.Problems.Select(problem => Of(file, problem)));
        findings.Warnings.AddRange(reading.Warnings.Select(problem => Of(file, problem)));
        if (reading.IsValid && reading.Processes.Count == 0)
        {
            return Refuse(file, "no process in it is executable; mark one as executable (isExecutable=\"true\")", findings);
        }

        return reading.Processes.Select(process => new ReadResource(ResourceKind.Process, process.Id, file, process));
    }

    private static DeploymentProblem Of(DeploymentFile file, BpmnProblem problem) =>
        new(file.Name, problem.Message, problem.ElementId, problem.ElementName, problem.Line, problem.Column, problem.Suggestion);

    private static IEnumerable<ReadResource> ReadDmn(DeploymentFile file, IFeelHost? feel, FileFindings findings)
    {
        var reading = Decisions(file.Content, feel);
        findings.Problems.AddRange(reading.Problems.Select(problem => new DeploymentProblem(
            file.Name, Suggesting(problem.Message, problem.Suggestion), problem.ElementId, problem.ElementName, problem.Line, problem.Column, problem.Suggestion)));
        if (reading.Model is not { } model)
        {
            return [];
        }

        foreach (var finding in model.CheckTables())
        {
            // Rules that clash decide nothing; a hole is legal, and stops a pathway from being published, but not a file from running.
            var wrong = finding.Flaw is TableFlaw.Overlap;
            (wrong ? findings.Problems : findings.Warnings).Add(
                new DeploymentProblem(file.Name, $"{finding}{Remedy(finding.Flaw)}", finding.ElementId, finding.ElementName, finding.Line));
        }

        return [new ReadResource(ResourceKind.Decision, Path.GetFileNameWithoutExtension(file.Name), file)];
    }

    private static string Remedy(TableFlaw flaw) => flaw switch
    {
        TableFlaw.Gap => "; add a rule or a default output, or say which inputs are allowed",
        TableFlaw.Overlap => "; narrow one of them, or choose another hit policy",
        _ => "",
    };

    private static string Suggesting(string message, string? suggestion) => suggestion is null ? message : $"{message} (did you mean '{suggestion}'?)";

    private static IEnumerable<ReadResource> ReadForm(DeploymentFile file, FileFindings findings)
    {
        try
        {
            using var form = JsonDocument.Parse(file.Content);
            if (form.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 } name
                || !root.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
            {
                return Refuse(file, "it is not a form: a form has an \"id\" and a list of \"components\"", findings);
            }

            FormExpressions.Check(file, root, findings);
            return [new ReadResource(ResourceKind.Form, name, file)];
        }
        catch (JsonException error)
        {
            findings.Problems.Add(new DeploymentProblem(file.Name, "it is not JSON: " + error.Message, Line: (int)(error.LineNumber ?? -1) + 1));
            return [];
        }
    }

    private static IEnumerable<ReadResource> Refuse(DeploymentFile file, string message, FileFindings findings)
    {
        findings.Problems.Add(new DeploymentProblem(file.Name, message));
        return [];
    }
}
