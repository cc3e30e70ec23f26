using System.CommandLine;
using System.Text.Json;
using Peninsula.Casework.Rehearsing;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.CommandLine;

/// <summary>
/// <c>validate PATH... [--profile engine|pathway] [--json]</c>: says of BPMN, DMN and form files whether the engine can run
/// them, or everything that is wrong; and of pathways that lie beside their data files, whether they may be published here.
/// Warnings are shown, but make nothing invalid.
/// </summary>
internal static class ValidateCommand
{
    private const string Engine = "engine";
    private const string Pathway = "pathway";
    private static readonly string[] Patterns = ["*.bpmn", "*.dmn", "*.form"];

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var paths = new Argument<string[]>("PATH") { Description = "BPMN, DMN and form files, or folders searched for them.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object per file instead of lines of text." };
        var profile = new Option<string>("--profile") { Description = "engine: whether files can run. pathway: also the pathway checks; the default for folders with data files." };
        profile.AcceptOnlyFromAmong(Engine, Pathway);
        var command = new Command("validate", "Says of BPMN, DMN and form files whether they can run, or everything that is wrong with them.") { paths, profile, json };
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(profile), parsed.GetValue(json), output, errors, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? profile, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        string? missing = null;
        var files = Patterns.SelectMany(pattern =>
        {
            var found = FoundFile.Search(paths, pattern, out var absent);
            missing ??= absent;
            return found;
        }).DistinctBy(file => Path.GetFullPath(file.Path)).ToList();
        if (missing is not null || files.Count == 0)
        {
            await errors.WriteLineAsync(missing is not null ? $"There is no file or folder {missing}." : "No *.bpmn, *.dmn or *.form was found.");
            return Commands.Misused;
        }

        var functions = ProductFunctions.Load();
        var invalid = 0;
        foreach (var file in files)
        {
            var verdict = Read(file, await File.ReadAllBytesAsync(file.Path, cancel), functions);
            invalid += verdict.IsValid ? 0 : 1;
            await output.WriteLineAsync(json ? Json(file, verdict) : Lines(file, verdict));
        }

        if (!json)
        {
            await output.WriteLineAsync($"{files.Count} {(files.Count == 1 ? "file" : "files")}: {files.Count - invalid} valid, {invalid} invalid");
        }

        var publishable = profile == Engine || await PathwayProfile.CheckAsync(paths, profile == Pathway, json, output, errors, cancel);
        return invalid == 0 && publishable ? Commands.Good : Commands.Bad;
    }

    private static Verdict Read(FoundFile file, byte[] content, IFeelHost? functions)
    {
        if (Path.GetExtension(file.Path).ToLowerInvariant() is ".dmn" or ".form")
        {
            var check = DeploymentCheck.Check(new DeploymentFile(file.Name, content), functions);
            return new Verdict([.. check.Problems.Select(Of)], [.. check.Warnings.Select(Of)]);
        }

        // What only draws is valid too, though there is nothing in it to deploy.
        var reading = BpmnReader.Read(content, new BpmnReaderOptions { Feel = functions });
        return new Verdict([.. reading.Problems.Select(Of)], [.. reading.Warnings.Select(Of)]);
    }

    private static Remark Of(BpmnProblem problem) => new(
        problem.Rule, problem.Message, problem.ElementId, problem.ElementName, problem.Line, problem.Column, problem.Suggestion, problem.ToString());

    private static Remark Of(DeploymentProblem problem) => new(
        null, problem.Message, problem.ElementId, problem.ElementName, problem.Line, problem.Column, problem.Suggestion, problem.ToString());

    private static string Lines(FoundFile file, Verdict verdict) => string.Join('\n', verdict.Problems.Select(problem => $"    {problem.Text}")
        .Concat(verdict.Warnings.Select(warning => $"    warning: {warning.Text}"))
        .Prepend($"{(verdict.IsValid ? "valid    " : "invalid  ")}{file.Name}"));

    private static string Json(FoundFile file, Verdict verdict) => JsonSerializer.Serialize(
        new { file = file.Name, valid = verdict.IsValid, problems = verdict.Problems.Select(Plain), warnings = verdict.Warnings.Select(Plain) },
        JsonOutput.Options);

    private static object Plain(Remark one) => new
    {
        rule = one.Rule,
        message = one.Message,
        element = one.Element,
        name = one.Name,
        line = one.Line,
        column = one.Column,
        suggestion = one.Suggestion,
    };

    private sealed record Remark(
        string? Rule, string Message, string? Element, string? Name, int Line, int Column, string? Suggestion, string Text);

    private sealed record Verdict(IReadOnlyList<Remark> Problems, IReadOnlyList<Remark> Warnings)
    {
        public bool IsValid => Problems.Count == 0;
    }
}
