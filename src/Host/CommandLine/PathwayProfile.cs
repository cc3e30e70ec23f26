using System.Text.Json;
using Peninsula.Activities;
using Peninsula.Activities.Checks;
using Peninsula.Casework.Workflow;

namespace Peninsula.Host.CommandLine;

/// <summary>The pathway checks as <c>validate</c> runs them: over whole folders, since a form or a table beside a pathway is part of it.</summary>
internal static class PathwayProfile
{
    /// <summary>Checks the folders among the paths, and the folders of the files among them.</summary>
    /// <param name="paths">As they were typed.</param>
    /// <param name="always">Whether folders without data files are checked too, on the data files of the product.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="output">Where problems go.</param>
    /// <param name="errors">Where bad data files are reported.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether everything may be published: warnings do not stand in the way.</returns>
    public static async Task<bool> CheckAsync(
        string[] paths, bool always, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var good = true;
        foreach (var folder in paths.Select(Folder).Distinct().Where(folder => always || HasData(folder)))
        {
            var loading = Vocabulary.Load(HasData(folder) ? folder : PathwayFiles.ProductFolder);
            if (loading.Vocabulary is not { } vocabulary)
            {
                await errors.WriteLineAsync($"The data files cannot be used:\n{string.Join('\n', loading.Problems)}");
                good = false;
                continue;
            }

            var named = paths.Where(File.Exists).Where(path => Folder(path) == folder).Select(Path.GetFileName).ToHashSet();
            var problems = PathwayChecks.Run(await PathwayFiles.ReadAsync(folder, cancel), vocabulary)
                .Where(problem => named.Count == 0 || named.Contains(problem.File)).ToList();
            foreach (var problem in problems)
            {
                await output.WriteLineAsync(json ? Json(problem) : $"{problem.Severity.ToString().ToLowerInvariant(),-8} {problem}");
            }

            var count = problems.Count(problem => problem.Severity == PathwaySeverity.Error);
            good &= count == 0;
            if (!json)
            {
                await output.WriteLineAsync($"pathway checks: {Count(count, "error")}, {Count(problems.Count - count, "warning")}");
            }
        }

        return good;
    }

    private static string Folder(string path) => Path.GetFullPath(File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path);

    private static bool HasData(string folder) => File.Exists(Path.Combine(folder, "timescales.json"));

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Json(PathwayProblem problem) => JsonSerializer.Serialize(
        new
        {
            file = problem.File,
            rule = problem.Rule,
            severity = problem.Severity.ToString().ToLowerInvariant(),
            message = problem.Message,
            element = problem.ElementId,
            name = problem.ElementName,
            line = problem.Line,
            reason = problem.Reason,
        },
        JsonOutput.Options);
}
