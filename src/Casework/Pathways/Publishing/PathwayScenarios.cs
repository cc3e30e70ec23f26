using Peninsula.Activities;
using Peninsula.Casework.Rehearsing;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Rehearsal;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Pathways.Publishing;

/// <summary>How a scenario went.</summary>
/// <param name="Name">What it plays.</param>
/// <param name="Passed">Whether everything was as it expects.</param>
/// <param name="Message">What was otherwise, or null.</param>
public sealed record ScenarioOutcome(string Name, bool Passed, string? Message);

/// <summary>Plays the scenarios that lie beside the pathways against a version that is not deployed, in memory, on their own clock.</summary>
public sealed class PathwayScenarios(Vocabulary vocabulary, Engine engine)
{
    /// <summary>Every scenario in which the pathway takes part, with its file replaced by <paramref name="content"/>.</summary>
    public async Task<IReadOnlyList<ScenarioOutcome>> PlayAsync(string processId, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var file = $"{processId}.bpmn";
        var setup = ProductRehearsal.For(vocabulary) with
        {
            ReadFile = path => Path.GetFileName(path) == file ? content : Live(path) ?? File.ReadAllBytes(path),
        };
        var rehearser = new Rehearser(setup);
        var paths = Directory.EnumerateFiles(Path.Combine(PathwayFiles.ProductFolder, "scenarios"), "*.scenario.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Scenario: Scenario.Load(path, vocabulary.Calendar.Zone)))
            .Where(found => found.Scenario.Definitions.Any(name => Path.GetFileName(name) == file))
            .ToList();
        var outcomes = new ScenarioOutcome[paths.Count];
        await Parallel.ForAsync(0, paths.Count, cancel, async (i, token) =>
        {
            var result = await rehearser.PlayAsync(paths[i].Scenario, token);
            outcomes[i] = new ScenarioOutcome(paths[i].Scenario.Name ?? Path.GetFileName(paths[i].Path), result.Passed, result.Passed ? null : result.ToString());
        });
        return outcomes;
    }

    // Other pathways and decisions take part as they are published now, not as they were shipped.
    private ReadOnlyMemory<byte>? Live(string path)
    {
        ResourceKind? kind = Path.GetExtension(path) switch
        {
            ".bpmn" => ResourceKind.Process,
            ".dmn" => ResourceKind.Decision,
            ".form" => ResourceKind.Form,
            _ => null,
        };
        return kind is { } known ? engine.Workflows.Catalog.Newest(known, Path.GetFileNameWithoutExtension(path))?.Content : null;
    }
}
