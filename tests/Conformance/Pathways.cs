using Peninsula.Casework.Rehearsing;
using Peninsula.Conformance.Support;
using Peninsula.Workflows.Rehearsal;

namespace Peninsula.Conformance;

/// <summary>The pathways of this repository do what their scenarios say.</summary>
public sealed class Pathways
{
    private static readonly string Scenarios = Path.Combine(Folders.Definitions, "scenarios");

    public static IEnumerable<object[]> ScenarioFiles => Folders.Files(Scenarios, "*.scenario.json");

    public static IEnumerable<object[]> Diagrams => Folders.Files(Folders.Definitions, "*.bpmn");

    [Theory]
    [MemberData(nameof(ScenarioFiles))]
    public async Task Plays(string scenario)
    {
        var setup = ProductRehearsal.Load(out var problems);
        setup.Should().NotBeNull(string.Join('\n', problems));

        var result = await new Rehearser(setup!).PlayFileAsync(Path.Combine(Scenarios, scenario));

        result.Passed.Should().BeTrue(result.ToString());
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public async Task Can_be_published(string diagram)
    {
        var (status, said, _) = await Terminal.RunAsync("validate", Path.Combine(Folders.Definitions, diagram));

        status.Should().Be(0, said);
    }

    [Fact]
    public void Every_pathway_has_a_scenario_that_deploys_it()
    {
        var deployed = ScenarioFiles.SelectMany(file => Scenario.Load(Path.Combine(Scenarios, (string)file[0])).Definitions)
            .Select(Path.GetFileName)
            .ToHashSet();

        Diagrams.Select(file => Path.GetFileName((string)file[0])).Should().BeSubsetOf(deployed);
    }
}
