using Peninsula.Workflows.Runtime;
using Xunit.Abstractions;

namespace Peninsula.Tests.Random;

/// <summary>Many runs of faults, each with a seed of its own. <c>RANDOM_SEED</c> and <c>RANDOM_FAULTS</c> repeat one, or say how many.</summary>
internal static class FaultRuns
{
    /// <summary>Plays so many runs, each on a store of its own.</summary>
    public static async Task PlayAsync(ITestOutputHelper output, string what, int few, Func<IWorkflowStore, Task>? after, Func<(IWorkflowStore Store, IDisposable? Owner)> open)
    {
        var seed = Setting("RANDOM_SEED") ?? Environment.TickCount;
        var runs = Setting("RANDOM_FAULTS") ?? few;
        int acknowledged = 0, lost = 0, faults = 0, instances = 0;
        for (var i = 0; i < runs; i++)
        {
            var (store, owner) = open();
            try
            {
                var run = new FaultRun(store, seed + i);
                await run.PlayAsync();
                if (after is not null)
                {
                    await after(store);
                }

                (acknowledged, lost, faults, instances) = (acknowledged + run.Acknowledged, lost + run.Lost, faults + run.Faults, instances + run.Instances);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Failed with RANDOM_SEED={seed + i} RANDOM_FAULTS=1: {failure.Message}", failure);
            }
            finally
            {
                owner?.Dispose();
            }
        }

        output.WriteLine($"faults: {what}: RANDOM_SEED={seed} RANDOM_FAULTS={runs}: {instances} instances, {faults} faults, {acknowledged} things acknowledged and found once, {lost} answers lost");
        faults.Should().BePositive();
        acknowledged.Should().BePositive();
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;
}
