using System.Diagnostics;
using System.Globalization;
using Peninsula.CrashHost;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>What hosts acknowledged before they were killed.</summary>
internal sealed class Acknowledged
{
    public List<long> Started { get; } = [];

    public List<(long Task, string Id)> Completed { get; } = [];

    public void Add(string line)
    {
        // The last line may be cut short by the kill: then it was not acknowledged.
        switch (line.Split(' '))
        {
            case ["started", var key]:
                Started.Add(long.Parse(key, CultureInfo.InvariantCulture));
                break;
            case ["completed", var task, var id]:
                Completed.Add((long.Parse(task, CultureInfo.InvariantCulture), id));
                break;
        }
    }
}

/// <summary>Runs a host in a process of its own, and kills it.</summary>
internal static class KilledHost
{
    private const int Clients = 8;

    public static async Task RunAsync(string file, int round, bool underLoad, TimeSpan life, Acknowledged acknowledged)
    {
        using var process = Start(file, round, "run");
        var ready = underLoad ? await process.StandardOutput.ReadLineAsync() : null;
        var output = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(life);

        // On Linux this is SIGKILL: nothing of the process runs any more.
        process.Kill();
        await process.WaitForExitAsync();
        Read(await output, acknowledged);
        if (underLoad)
        {
            ready.Should().Be("ready");
        }
    }

    public static async Task DrainAsync(string file, int round, Acknowledged acknowledged)
    {
        using var process = Start(file, round, "drain");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        process.ExitCode.Should().Be(0, await errors);
        Read(await output, acknowledged);
    }

    private static Process Start(string file, int round, string mode) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        [typeof(KilledPathway).Assembly.Location, file, $"r{round}", $"{Clients}", mode])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static void Read(string output, Acknowledged acknowledged)
    {
        var whole = output[..(output.LastIndexOf('\n') + 1)];
        foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            acknowledged.Add(line);
        }
    }
}
