using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Peninsula.Persistence;

namespace Peninsula.Host.CommandLine;

/// <summary><c>verify-history</c>: checks the chain of every instance's history, while the service runs if need be, and names each that is broken and where.</summary>
internal static class VerifyHistoryCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var database = DatabaseOption.Create();
        var command = new Command("verify-history", "Checks every instance's history against its hash chain. Status 1 when any was changed.") { database };
        command.SetAction((parsed, cancel) => DatabaseOption.UseAsync(errors, () => RunAsync(parsed.GetRequiredValue(database), output, errors, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(string connectionString, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        using var database = PeninsulaDatabase.OpenExisting(connectionString);
        var progress = new Progress(errors);
        var problems = await database.History.VerifyAllAsync(progress, cancel);
        foreach (var problem in problems)
        {
            await output.WriteLineAsync($"BROKEN  {problem}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{progress.Last.Checked:N0} histories checked in {progress.Elapsed.TotalSeconds:0.0} s: {problems.Count} broken"));
        return problems.Count == 0 ? Commands.Good : Commands.Bad;
    }

    /// <summary>A line now and then, beside the output, which is for programs too.</summary>
    private sealed class Progress(TextWriter errors) : IProgress<HistoryProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _said;

        public HistoryProgress Last { get; private set; } = new(0, 0, 0);

        public TimeSpan Elapsed => _watch.Elapsed;

        public void Report(HistoryProgress value)
        {
            Last = value;
            if (_watch.Elapsed - _said >= Pause)
            {
                _said = _watch.Elapsed;
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Checked:N0} of {value.Total:N0} checked, {value.Broken} broken"));
            }
        }
    }
}
