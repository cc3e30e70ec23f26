using System.CommandLine;
using Peninsula.Decisions.Dmn.Tck;

namespace Peninsula.Host.CommandLine;

/// <summary><c>dmn-tck FOLDER [--csv FILE]</c>: runs the test cases of the DMN Technology Compatibility Kit.</summary>
internal static class DmnTckCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A folder with models (*.dmn) beside test cases (*-test-*.xml)." }.AcceptExistingOnly();
        var csv = new Option<FileInfo>("--csv") { Description = "Also writes a line per case: folder, file, case, SUCCESS or ERROR." };
        var command = new Command("dmn-tck", "Runs the DMN TCK.") { folder, csv };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(csv), output, errors));
        return command;
    }

    private static int Run(DirectoryInfo folder, FileInfo? csv, TextWriter output, TextWriter errors)
    {
        var folders = TckRunner.Run(folder.FullName);
        var total = folders.Sum(row => row.Cases.Count);
        if (total == 0)
        {
            errors.WriteLine("No *-test-*.xml with test cases was found.");
            return Commands.Misused;
        }

        foreach (var row in folders)
        {
            output.WriteLine($"{(row.Passed == row.Cases.Count ? "PASS" : "FAIL")}  {row.Name.Replace('\\', '/')}: {row.Passed} of {row.Cases.Count} cases");
            Show(row, output);
        }

        var passed = folders.Sum(row => row.Passed);
        output.WriteLine($"{passed} of {total} cases");
        if (csv is not null)
        {
            File.WriteAllLines(csv.FullName, folders.SelectMany(row => row.Cases.Select(test => Line(row, test))));
        }

        return passed == total ? Commands.Good : Commands.Bad;
    }

    private static string Line(TckFolder folder, TckCase test) => string.Join(
        ',',
        new[] { folder.Name.Replace('\\', '/'), Path.GetFileNameWithoutExtension(test.File), test.Id, test.Passed ? "SUCCESS" : "ERROR" }.Select(Quote));

    private static void Show(TckFolder folder, TextWriter output)
    {
        foreach (var (test, failure) in folder.Cases.SelectMany(test => test.Failures.Select(failure => (test, failure))))
        {
            output.WriteLine($"    {test.File} {test.Id}: {failure.Name}: expected {failure.Expected}, found {failure.Found}{string.Concat(failure.Reasons.Select(reason => $"; {reason}"))}");
        }
    }

    private static string Quote(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
