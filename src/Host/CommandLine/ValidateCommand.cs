using System.CommandLine;
using System.Text.Json;
using Peninsula.Workflows.Bpmn;

namespace Peninsula.Host.CommandLine;

/// <summary>
/// <c>validate PATH... [--profile engine|pathway] [--json]</c>: says of BPMN files whether the engine can run them, or
/// everything that is wrong; and of pathways that lie beside their data files, whether they may be published here.
/// </summary>
internal static class ValidateCommand
{
    private const string Engine = "engine";
    private const string Pathway = "pathway";

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var paths = new Argument<string[]>("PATH") { Description = "BPMN files, or folders searched for *.bpmn.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object per file instead of lines of text." };
        var profile = new Option<string>("--profile") { Description = "engine: whether files can run. pathway: also the pathway checks; the default for folders with data files." };
        profile.AcceptOnlyFromAmong(Engine, Pathway);
        var command = new Command("validate", "Says of BPMN files whether they can run, or everything that is wrong with them.") { paths, profile, json };
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(profile), parsed.GetValue(json), output, errors, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? profile, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var files = FoundFile.Search(paths, "*.bpmn", out var missing);
        if (missing is not null || files.Count == 0)
        {
            await errors.WriteLineAsync(missing is not null ? $"There is no file or folder {missing}." : "No *.bpmn was found.");
            return Commands.Misused;
        }

        var options = new BpmnReaderOptions { Feel = ProductFunctions.Load() };
        var invalid = 0;
        foreach (var file in files)
        {
            var reading = BpmnReader.Read(await File.ReadAllBytesAsync(file.Path, cancel), options);
            invalid += reading.IsValid ? 0 : 1;
            await output.WriteLineAsync(json ? Json(file, reading) : Lines(file, reading));
        }

        if (!json)
        {
            await output.WriteLineAsync($"{files.Count} {(files.Count == 1 ? "file" : "files")}: {files.Count - invalid} valid, {invalid} invalid");
        }

        var publishable = profile == Engine || await PathwayProfile.CheckAsync(paths, profile == Pathway, json, output, errors, cancel);
        return invalid == 0 && publishable ? Commands.Good : Commands.Bad;
    }

    private static string Lines(FoundFile file, BpmnReading reading) => reading.IsValid
        ? $"valid    {file.Name}"
        : $"invalid  {file.Name}\n{string.Join('\n', reading.Problems.Select(problem => $"    {problem}"))}";

    private static string Json(FoundFile file, BpmnReading reading) => JsonSerializer.Serialize(
        new
        {
            file = file.Name,
            valid = reading.IsValid,
            problems = reading.Problems.Select(problem => new { rule = problem.Rule, message = problem.Message, element = problem.ElementId, name = problem.ElementName, line = problem.Line }),
        },
        JsonOutput.Options);
}
