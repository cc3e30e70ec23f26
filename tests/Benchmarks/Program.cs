using System.Globalization;
using BenchmarkDotNet.Running;
using Peninsula.Benchmarks;
using Peninsula.Benchmarks.Queries;

// dotnet run -c Release --project tests/Benchmarks [-- --runs 5] [--folder DIR] [--json FILE]
// With --filter or --list: BenchmarkDotNet's small measurements instead, of FEEL and DMN.
if (args.Contains("--filter") || args.Contains("--list"))
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}

if (args.Contains("queries"))
{
    // On demand: making the data takes minutes and gigabytes. --database keeps what it made; --asis takes what is there.
    await QueryTimes.RunAsync(
        Option("--database"), Option("--folder") ?? Path.GetTempPath(), Number("--tasks", 1_000_000), Number("--cases", 50_000), Number("--history", 10_000_000), !args.Contains("--asis"));
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

int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
