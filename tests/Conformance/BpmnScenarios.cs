using Peninsula.Casework.Rehearsing;
using Peninsula.Conformance.Support;
using Peninsula.Workflows.Rehearsal;
using Xunit.Abstractions;

namespace Peninsula.Conformance;

/// <summary>Scenarios written from the engine tests of other BPMN engines.</summary>
public sealed class BpmnScenarios(ITestOutputHelper output)
{
    private const string Folder = "bpmn-scenarios";

    public static IEnumerable<object[]> Scenarios => Folders.Files(Folders.Shared(Folder), "*.scenario.json");

    [SharedTheory(Folder)]
    [MemberData(nameof(Scenarios))]
    public async Task Plays(string scenario)
    {
        var setup = ProductRehearsal.Load(out var problems);
        setup.Should().NotBeNull(string.Join('\n', problems));

        var result = await new Rehearser(setup!).PlayFileAsync(Path.Combine(Folders.Shared(Folder)!, scenario));

        result.ToString().Should().Be("passed");
    }

    [SharedFact(Folder)]
    public async Task The_command_plays_every_one_and_says_how_many()
    {
        var all = Scenarios.Select(scenario => (string)scenario[0]).ToArray();

        var (status, said, _) = await Terminal.RunAsync("rehearse", Folders.Shared(Folder)!);

        output.WriteLine(said);
        said.Should().EndWith($"{all.Length} scenarios: {all.Length} passed, 0 failed{Environment.NewLine}");
        status.Should().Be(0);
    }
}
