using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Peninsula.Benchmarks;

/// <summary>One table for people, one file for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Print(IReadOnlyList<DurableCommands> rows, int runs, string folder)
    {
        Console.WriteLine($"Durable commands, SQLite file in {folder}, synchronous=FULL: start an instance, complete its two tasks. Medians of {runs} runs.");
        Console.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, .NET {Environment.Version}\n");
        Console.WriteLine("clients  commands/s     raw/s  ratio  commands/group  rows/command  bytes/command  file bytes/instance    p50 ms   p99 ms");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Clients,7}  {row.CommandsPerSecond,10:N0}  {row.RawPerSecond,8:N0}  {row.Ratio,5:0.00}  {row.CommandsPerGroup,14:0.0}  {row.RowsPerCommand,12:0.0}  {row.BytesPerCommand,13:N0}  {row.DiskBytesPerInstance,19:N0}  {row.MedianMilliseconds,8:0.00}  {row.P99Milliseconds,7:0.00}"));
        }
    }

    public static void Write(IReadOnlyList<DurableCommands> rows, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, JsonSerializer.Serialize(new { durableCommands = rows }, Indented));
    }
}
