using System.CommandLine;
using System.Xml;
using System.Xml.Linq;
using Peninsula.Casework.Pathways;

namespace Peninsula.Host.CommandLine;

/// <summary><c>diff TEMPLATE VARIANT</c>: says in plain words how an area's variant of a pathway differs from the shared template.</summary>
internal static class DiffCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var template = new Argument<string>("TEMPLATE") { Description = "The shared BPMN file." };
        var variant = new Argument<string>("VARIANT") { Description = "The area's BPMN file." };
        var command = new Command("diff", "Says how a variant of a pathway differs from its template, element by element.") { template, variant };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(template), parsed.GetRequiredValue(variant), output, errors, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string template, string variant, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var files = new List<XDocument>();
        foreach (var path in new[] { template, variant })
        {
            try
            {
                await using var stream = File.OpenRead(path);
                using var reader = XmlReader.Create(stream, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit });
                files.Add(await XDocument.LoadAsync(reader, LoadOptions.None, cancel));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
            {
                await errors.WriteLineAsync($"{path} cannot be read: {e.Message}");
                return Commands.Misused;
            }
        }

        var differences = PathwayDifferences.Between(files[0], files[1]);
        foreach (var difference in differences)
        {
            await output.WriteLineAsync(difference.ToString());
        }

        await output.WriteLineAsync(differences.Count switch { 0 => "No difference.", 1 => "1 difference", var count => $"{count} differences" });
        return Commands.Good;
    }
}
