using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Casework.Simulation;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.CommandLine;

/// <summary><c>simulate</c>: a year of the peninsula in one run, with fictional children and people who answer late.</summary>
internal static class SimulateCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var concerns = new Option<int>("--concerns") { Description = "How many concerns are raised.", DefaultValueFactory = _ => 2_000 };
        var seed = new Option<int>("--seed") { Description = "The same seed plays the same year.", DefaultValueFactory = _ => 1 };
        var from = new Option<string>("--from") { Description = "The first day.", DefaultValueFactory = _ => "2026-01-05" };
        var days = new Option<int>("--days") { Description = "How many days are played.", DefaultValueFactory = _ => 365 };
        var profile = new Option<string?>("--profile") { Description = "How people behave: a file like simulation.json, which is the default." };
        var database = new Option<string?>("--database") { Description = "A new SQLite file that keeps the year; without it the year is kept in memory." };
        var all = new Option<bool>("--all") { Description = "Every timescale, not only the most used." };
        var command = new Command("simulate", "Plays a year of fictional concerns through the real pathways, and checks that no case is stuck and no deadline passes unseen.")
        {
            concerns, seed, from, days, profile, database, all,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var day = LocalDatePattern.Iso.Parse(parsed.GetRequiredValue(from)).GetValueOrThrow();
                var request = new SimulationRequest(
                    SimulationProfile.Read(parsed.GetValue(profile) ?? Path.Combine(PathwayFiles.ProductFolder, "simulation.json")),
                    parsed.GetValue(concerns), parsed.GetValue(seed), day.AtMidnight().InUtc().ToInstant(), parsed.GetValue(days));
                return await RunAsync(request, parsed.GetValue(database), parsed.GetValue(all), output, errors, cancel);
            }
            catch (Exception e) when (e is UnparsableValueException or IOException or UnauthorizedAccessException or JsonException)
            {
                await errors.WriteLineAsync(e.Message);
                return Commands.Misused;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(SimulationRequest request, string? database, bool all, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var loading = Vocabulary.Load(PathwayFiles.ProductFolder);
        if (loading.Vocabulary is not { } vocabulary)
        {
            await errors.WriteLineAsync($"The data files cannot be used:\n{string.Join('\n', loading.Problems)}");
            return Commands.Bad;
        }

        if (database is not null && File.Exists(database))
        {
            await errors.WriteLineAsync($"{database} is there already. A simulation begins with nothing.");
            return Commands.Misused;
        }

        var watch = Stopwatch.StartNew();
        using var kept = database is null ? null : PeninsulaDatabase.Open($"Data Source={database}", new SafeguardingProjection());
        IWorkflowStore store = kept is null ? new InMemoryWorkflowStore() : kept.Store;
        var result = await Simulator.RunAsync(request, vocabulary, store, PathwayFiles.ProductFolder, cancel);
        SimulationReport.Write(result, output, all);
        await output.WriteLineAsync($"\n{(result.IsGood ? "Good" : "Not good")}, in {Duration.FromTimeSpan(watch.Elapsed).TotalSeconds:0} s");
        return result.IsGood ? Commands.Good : Commands.Bad;
    }
}
