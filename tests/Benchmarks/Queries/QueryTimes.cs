using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Peninsula.Activities.Assignment;
using Peninsula.Persistence.Queries;
using Peninsula.Persistence.Setup;

namespace Peninsula.Benchmarks.Queries;

/// <summary>How long the pages' queries take over a region's data: <c>-- queries [--tasks N] [--cases N] [--history N] [--database CONNECTION [--asis]]</c>.</summary>
internal static class QueryTimes
{
    private const int Runs = 200;

    public static async Task RunAsync(string? connectionString, string folder, int tasks, int cases, long history, bool fill)
    {
        if (connectionString is not null)
        {
            await RunAsync(connectionString, tasks, cases, history, fill);
            return;
        }

        using var file = new BenchmarkFile(folder);
        await RunAsync(file.ConnectionString, tasks, cases, history, fill: true);
    }

    private static async Task RunAsync(string connectionString, int tasks, int cases, long history, bool fill)
    {
        var postgres = connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        using var database = PeninsulaDatabase.Open(connectionString, new SafeguardingProjection());
        using DbConnection connection = postgres ? new NpgsqlConnection(connectionString) : new SqliteConnection(connectionString);
        connection.Open();
        var data = new QueryData(connection, postgres, tasks, cases, history);
        if (fill)
        {
            Console.WriteLine($"Making {tasks:N0} open tasks, {cases:N0} cases and {history:N0} history entries in {(postgres ? "PostgreSQL" : "SQLite")}");
            data.Fill();
        }

        string[] areas = ["torbay", "plymouth", "devon", "cornwall", "isles-of-scilly"];
        var ages = new[] { 2, 5, 10 }.Select(days => QueryData.Clock - Duration.FromDays(days)).ToList();
        var demand = new WorklistDemand("person-1", [data.Team], []);
        var first = await database.Worklists.ReadAsync(demand);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Environment.ProcessorCount} processors, {(postgres ? "PostgreSQL" : "SQLite")}, {Runs} runs of each, in the database and back"));
        Console.WriteLine("query                                            shown        p50 ms   p95 ms");
        await MeasureAsync("My work, first page of a user with 200", async () => (await database.Worklists.ReadAsync(demand)).Keys.Count);
        await MeasureAsync("My work, second page", async () => (await database.Worklists.ReadAsync(demand with { After = first.End })).Keys.Count);
        await MeasureAsync("My work, of a manager of ten teams", async () => (await database.Worklists.ReadAsync(new WorklistDemand("m", [], [.. Enumerable.Range(0, 10).Select(i => $"team-{i}")]))).Keys.Count);
        await MeasureAsync("Oversight, five areas", async () => (await database.LateWork.CountAsync(areas, QueryData.Clock, ages)).Sum(count => count.Count));
        await MeasureAsync("Oversight, one area", async () => (await database.LateWork.CountAsync(areas[..1], QueryData.Clock, ages)).Sum(count => count.Count));
        var contexts = new PeninsulaContexts(connectionString);
        await MeasureAsync("Case by its reference", async () =>
        {
            await using var db = contexts.CreateDbContext();
            return (await db.Cases.Where(row => row.Reference == "CSE-2026-000777").ToListAsync()).Count;
        });
        await MeasureAsync("Newest 50 running cases of an area", async () =>
        {
            await using var db = contexts.CreateDbContext();
            return (await db.Cases.Where(row => row.Area == "devon" && row.Status == 0).OrderByDescending(row => row.Opened).Take(50).ToListAsync()).Count;
        });
        await MeasureAsync("History of one case", async () =>
        {
            var entries = 0;
            await foreach (var _ in database.Store.HistoryAsync(777))
            {
                entries++;
            }

            return entries;
        });
    }

    private static async Task MeasureAsync(string name, Func<Task<int>> ask)
    {
        var shown = await ask();
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await ask();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-45} {shown,8:N0}  {times[Runs / 2],12:0.00} {times[Runs * 95 / 100],8:0.00}"));
    }
}
