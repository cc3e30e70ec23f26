using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Peninsula.Activities.Assignment;
using Peninsula.Persistence.Services;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.CommandLine;

/// <summary>
/// <c>verify-history</c>: checks the chain of every instance's history, the rows that show what it tells, and the audit of reads,
/// while the service runs if need be; compares them with what the check before kept in its anchor; names each fault and where.
/// </summary>
internal static class VerifyHistoryCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var database = DatabaseOption.Create();
        var anchor = new Option<string?>("--anchor")
        {
            Description = "File that keeps, signed, what this check found whole, and against which the next one checks. By default that of the settings (Verification:Anchor), or one beside the database.",
        };
        var command = new Command("verify-history", "Checks every history, the rows made of it and the audit of reads against their hash chains and the anchor. Status 1 when any was changed.") { database, anchor };
        command.SetAction((parsed, cancel) => DatabaseOption.UseAsync(errors, () => RunAsync(parsed.GetRequiredValue(database), parsed.GetValue(anchor), output, errors, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(string connectionString, string? anchor, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        using var database = PeninsulaDatabase.OpenExisting(connectionString, new SafeguardingProjection());
        var kept = AnchorFile.Chosen(connectionString, anchor);
        var (progress, faults) = (new Progress(errors), 0);
        using var previous = kept.Open(Broken);
        long reads;
        using (var next = kept.Begin(SystemClock.Instance.GetCurrentInstant()))
        {
            reads = await database.History.VerifyAllAsync(previous, next, Broken, progress, cancel);
            if (faults == 0)
            {
                kept.Finish(next);
            }
        }

        await errors.WriteLineAsync((previous is null ? "There was no anchor before" : $"Compared with the anchor of {previous.Taken}")
            + (faults == 0 ? $"; {kept.Path} keeps what is whole now." : "; it stays as it is, so that what is broken can be compared again."));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{progress.Last.Checked:N0} histories checked in {progress.Elapsed.TotalSeconds:0.0} s, and {reads:N0} reads: {faults} broken"));
        return faults == 0 ? Commands.Good : Commands.Bad;

        void Broken(string problem)
        {
            faults++;
            output.WriteLine($"BROKEN  {problem}");
        }
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
