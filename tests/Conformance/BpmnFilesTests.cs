using System.Text.Json;
using Peninsula.Workflows.Bpmn;
using Xunit.Abstractions;

namespace Peninsula.Conformance;

/// <summary>Files from outside read as what they are: drawings, executable processes, or files to refuse.</summary>
public sealed class BpmnFilesTests(ITestOutputHelper output)
{
    [Fact]
    public void The_reference_diagrams_are_valid_drawings()
    {
        var readings = ReadAll("miwg");
        foreach (var (file, reading) in readings)
        {
            reading.Problems.Should().BeEmpty($"{file} is a reference diagram");
            reading.Processes.Should().BeEmpty($"{file} only draws");
            reading.Drawings.Should().NotBeEmpty($"{file} draws something");
        }

        output.WriteLine($"{readings.Count} reference diagrams");
    }

    [Fact]
    public void The_scenarios_files_are_valid_unless_their_scenario_says_otherwise()
    {
        var readings = ReadAll("bpmn-scenarios");
        var refused = Refused("bpmn-scenarios");
        foreach (var (file, reading) in readings)
        {
            reading.IsValid.Should().Be(!refused.Contains(file), $"{file} has: {string.Join("; ", reading.Problems)}");
        }

        output.WriteLine($"{readings.Count} files, of which {refused.Count} are to be refused");
    }

    private List<(string File, BpmnReading Reading)> ReadAll(string part)
    {
        if (ConformanceFolder.Find(part) is not { } folder)
        {
            output.WriteLine($"No conformance material ({part}) beside the repository: nothing was checked.");
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, "*.bpmn", SearchOption.AllDirectories).Order()
            .Select(file => (file, BpmnReader.Read(File.ReadAllBytes(file))))];
    }

    private static HashSet<string> Refused(string part)
    {
        var refused = new HashSet<string>();
        foreach (var scenario in ConformanceFolder.Find(part) is { } folder ? Directory.EnumerateFiles(folder, "*.scenario.json", SearchOption.AllDirectories) : [])
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(scenario));
            foreach (var step in document.RootElement.GetProperty("steps").EnumerateArray())
            {
                if (step.TryGetProperty("deploy", out var deploy) && step.TryGetProperty("expectError", out var expected) && expected.GetBoolean())
                {
                    refused.UnionWith(deploy.GetProperty("definitions").EnumerateArray()
                        .Select(file => Path.Combine(Path.GetDirectoryName(scenario)!, file.GetString()!)));
                }
            }
        }

        return refused;
    }
}
