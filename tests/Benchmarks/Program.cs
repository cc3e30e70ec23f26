using System.Globalization;
using BenchmarkDotNet.Running;
using Peninsula.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks [-- --runs 5] [--folder DIR] [--json FILE]
// With --filter or --list: BenchmarkDotNet's small measurements instead, of FEEL and DMN.
if (args.Contains("--filter") || args.Contains("--list"))
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}

var runs = int.Parse(Option("--runs") ?? "5", CultureInfo.InvariantCulture);
var folder = Option("--folder") ?? Path.GetTempPath();
var json = Option("--json") ?? Path.Combine("artifacts", "benchmarks.json");

var rows = new List<DurableCommands>();
foreach (var (clients, instances) in new[] { (1, 400), (16, 4000), (64, 8000) })
{
    rows.Add(await DurableCommands.MeasureAsync(folder, clients, instances, runs));
}

Report.Print(rows, runs, folder);
Report.Write(rows, json);
Console.WriteLine($"\nwritten to {json}");
return 0;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
