using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Simulation;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Tests.Simulation;

/// <summary>The short form of <c>simulate</c>: a few children for a few months. The year of two thousand runs on demand.</summary>
public class SimulationTests
{
    private static readonly string Profile = Path.Combine(PathwayFiles.ProductFolder, "simulation.json");

    [Fact]
    public async Task No_case_is_stuck_no_deadline_passes_unseen_and_every_measure_can_be_told()
    {
        var result = await SimulateAsync(seed: 7, concerns: 40, days: 150);

        result.Refused.Should().BeEmpty();
        result.Stuck.Should().BeEmpty();
        result.Unseen.Should().BeEmpty();
        result.Measures.SelectMany(measure => measure.Problems).Should().BeEmpty();
        result.Facts.Escalations.Should().NotBeEmpty("some agencies answer late");
        result.Outcomes.Should().Contain(pair => pair.Process == "cse-concern" && pair.Outcome == "Case closed");
    }

    [Fact]
    public async Task The_same_seed_plays_the_same_year_and_another_seed_another()
    {
        var first = Summary(await SimulateAsync(seed: 3, concerns: 6, days: 40));

        Summary(await SimulateAsync(seed: 3, concerns: 6, days: 40)).Should().Equal(first);
        Summary(await SimulateAsync(seed: 4, concerns: 6, days: 40)).Should().NotEqual(first);
    }

    private static IEnumerable<string> Summary(SimulationResult result) =>
        result.Facts.Tasks.Select(task => $"{task.ElementId} {task.BusinessKey} {task.Created} {task.Ended}").Order(StringComparer.Ordinal);

    private static async Task<SimulationResult> SimulateAsync(int seed, int concerns, int days)
    {
        var request = new SimulationRequest(SimulationProfile.Read(Profile), concerns, seed, Instant.FromUtc(2026, 1, 5, 0, 0), days);
        var vocabulary = Vocabulary.Load(PathwayFiles.ProductFolder).Vocabulary!;
        return await Simulator.RunAsync(request, vocabulary, new InMemoryWorkflowStore(), PathwayFiles.ProductFolder, CancellationToken.None);
    }
}
