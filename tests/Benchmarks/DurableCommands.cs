namespace Peninsula.Benchmarks;

/// <summary>Durable commands a second: start an instance, complete its two tasks. Beside it a raw writer that commits as many rows and bytes in groups as large.</summary>
/// <param name="Clients">People at a time, each waiting for an acknowledgement before the next command.</param>
/// <param name="CommandsPerSecond">Acknowledged commands a second.</param>
/// <param name="RawPerSecond">What the raw writer reaches, in the same unit.</param>
/// <param name="Ratio">The first over the second; the median over the runs, not the ratio of the medians.</param>
/// <param name="CommandsPerGroup">Commands that shared a transaction.</param>
/// <param name="RowsPerCommand">Rows inserted, updated or deleted.</param>
/// <param name="BytesPerCommand">Bytes of their values.</param>
/// <param name="DiskBytesPerInstance">Growth of the file for each whole instance.</param>
/// <param name="MedianMilliseconds">Half of the commands took no longer.</param>
/// <param name="P99Milliseconds">99 of 100 commands took no longer.</param>
internal sealed record DurableCommands(
    int Clients, double CommandsPerSecond, double RawPerSecond, double Ratio, double CommandsPerGroup,
    double RowsPerCommand, double BytesPerCommand, double DiskBytesPerInstance, double MedianMilliseconds, double P99Milliseconds)
{
    public static async Task<DurableCommands> MeasureAsync(string folder, int clients, int instances, int runs)
    {
        await EngineRun.RunAsync(folder, clients, Math.Max(50, instances / 10));
        var engine = new List<EngineRun>();
        var raw = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            // Side by side in time, so that both meet the same disk.
            engine.Add(await EngineRun.RunAsync(folder, clients, instances));
            raw.Add(RawRun.CommandsPerSecond(folder, engine[^1]));
        }

        return new DurableCommands(
            clients,
            Median(engine.Select(row => row.CommandsPerSecond)),
            Median(raw),
            Median(engine.Zip(raw, (row, other) => row.CommandsPerSecond / other)),
            Median(engine.Select(row => row.CommandsPerGroup)),
            Median(engine.Select(row => row.RowsPerCommand)),
            Median(engine.Select(row => row.BytesPerCommand)),
            Median(engine.Select(row => row.DiskBytesPerInstance)),
            Median(engine.Select(row => row.Milliseconds(0.5))),
            Median(engine.Select(row => row.Milliseconds(0.99))));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
