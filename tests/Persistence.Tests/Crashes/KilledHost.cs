using System.Diagnostics;
using System.Globalization;
using Peninsula.CrashHost;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>What hosts acknowledged before they were killed.</summary>
internal sealed class Acknowledged
{
    public List<long> Started { get; } = [];

    public List<(long Task, string Id)> Completed { get; } = [];

    /// <summary>Adds what a host said. The last line may be cut short by the kill: then it was not acknowledged.</summary>
    public void Add(string output)
    {
        foreach (var line in output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
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

    public override string ToString() => $"{Started.Count} starts and {Completed.Count} completions acknowledged";
}

/// <summary>A host in a process of its own, under the load of its own clients.</summary>
internal sealed class KilledHost : IDisposable
{
    private const int Clients = 3;

    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> output;

    private KilledHost(Process process)
    {
        this.process = process;
        output = ReadAsync();
    }

    /// <summary>Starts a host. <paramref name="name"/> tells its acknowledgements from those of others.</summary>
    public static KilledHost Start(string connectionString, string name) => new(Process(connectionString, name, "run"));

    /// <summary>Completes what is open until every instance has ended.</summary>
    public static async Task DrainAsync(string connectionString, Acknowledged acknowledged)
    {
        using var process = Process(connectionString, "drain", "drain");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        process.ExitCode.Should().Be(0, await errors);
        acknowledged.Add(await output);
    }

    public Task ReadyAsync() => ready.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Kills it. On Linux this is SIGKILL: nothing of the process runs any more.</summary>
    public async Task KillAsync(Acknowledged acknowledged)
    {
        process.Kill();
        await process.WaitForExitAsync();
        acknowledged.Add(await output);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static Process Process(string connectionString, string name, string mode) => System.Diagnostics.Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        [typeof(KilledPathway).Assembly.Location, connectionString, name, $"{Clients}", mode])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private async Task<string> ReadAsync()
    {
        var all = new System.Text.StringBuilder();
        var buffer = new char[4096];
        for (int read; (read = await process.StandardOutput.ReadAsync(buffer)) > 0;)
        {
            all.Append(buffer, 0, read);
            if (!ready.Task.IsCompleted && all.ToString().Contains("ready\n", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        ready.TrySetException(new InvalidOperationException("The host ended before it was ready."));
        return all.ToString();
    }
}
