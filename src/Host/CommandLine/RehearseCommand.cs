using System.CommandLine;
using System.Text.Json;
using Peninsula.Casework.Rehearsing;
using Peninsula.Workflows.Rehearsal;

namespace Peninsula.Host.CommandLine;

/// <summary><c>rehearse PATH... [--json]</c>: plays scenarios against the pathways beside them.</summary>
internal static class RehearseCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files, or folders searched for *.scenario.json.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object per scenario instead of lines of text." };
        var command = new Command("rehearse", "Plays scenarios in memory, on a clock of their own.") { paths, json };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(json), output, errors, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var files = FoundFile.Search(paths, "*.scenario.json", out var missing);
        if (missing is not null || files.Count == 0)
        {
            await errors.WriteLineAsync(missing is not null ? $"There is no file or folder {missing}." : "No *.scenario.json was found.");
            return Commands.Misused;
        }

        if (ProductRehearsal.Load(out var problems) is not { } setup)
        {
            await errors.WriteLineAsync($"The data files cannot be used:\n{string.Join('\n', problems)}");
            return Commands.Bad;
        }

        var results = await PlayAsync(new Rehearser(setup), files, cancel);
        for (var i = 0; i < files.Count; i++)
        {
            await output.WriteLineAsync(json ? Json(files[i], results[i]) : Line(files[i], results[i]));
        }

        var passed = results.Count(result => result.Passed);
        if (!json)
        {
            await output.WriteLineAsync($"{results.Length} {(results.Length == 1 ? "scenario" : "scenarios")}: {passed} passed, {results.Length - passed} failed");
        }

        return passed == results.Length ? Commands.Good : Commands.Bad;
    }

    private static async Task<RehearsalResult[]> PlayAsync(Rehearser rehearser, IReadOnlyList<FoundFile> files, CancellationToken cancel)
    {
        var results = new RehearsalResult[files.Count];
        await Parallel.ForAsync(0, files.Count, cancel, async (i, token) => results[i] = await rehearser.PlayFileAsync(files[i].Path, token));
        return results;
    }

    private static string Line(FoundFile file, RehearsalResult result) =>
        result.Passed ? $"PASS  {file.Name}" : $"FAIL  {file.Name}: {OneLine(result.ToString())}";

    private static string Json(FoundFile file, RehearsalResult result) =>
        JsonSerializer.Serialize(new { scenario = file.Name, passed = result.Passed, step = result.Step, message = result.Message }, JsonOutput.Options);

    // A report of one line per scenario can be searched and counted.
    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
