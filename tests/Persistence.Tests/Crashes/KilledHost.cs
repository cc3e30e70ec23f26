using System.Diagnostics;
using System.Globalization;
using System.Text;
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

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _output;
    private volatile int _refused;
    private volatile int _taken;

    private KilledHost(Process process)
    {
        _process = process;
        _output = ReadAsync();
    }

    /// <summary>Commands that the store did not take.</summary>
    public int Refused => _refused;

    /// <summary>Commands that it acknowledged.</summary>
    public int Taken => _taken;

    /// <summary>Starts a host.</summary>
    /// <param name="connectionString">Its database.</param>
    /// <param name="name">Tells its acknowledgements from those of others.</param>
    /// <param name="clock">Its clock is set to each of these offsets in turn, in seconds.</param>
    /// <param name="largestFile">Bytes that a file of its may have; null for any number.</param>
    public static KilledHost Start(string connectionString, string name, string clock = "0", int? largestFile = null) =>
        new(Process(connectionString, name, "run", clock, largestFile));

    /// <summary>Completes what is open until every instance has ended.</summary>
    public static async Task DrainAsync(string connectionString, Acknowledged acknowledged, string clock = "0")
    {
        using var process = Process(connectionString, "drain", "drain", clock);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        process.ExitCode.Should().Be(0, await errors);
        acknowledged.Add(await output);
    }

    public Task ReadyAsync() => _ready.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Kills it. On Linux this is SIGKILL: nothing of the process runs any more.</summary>
    public async Task KillAsync(Acknowledged acknowledged)
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        acknowledged.Add(await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static Process Process(string connectionString, string name, string mode, string clock, int? largestFile = null)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] command = [dotnet, typeof(KilledPathway).Assembly.Location, connectionString, name, $"{Clients}", mode, clock];
        if (largestFile is { } bytes)
        {
            // A write past the limit then fails, rather than ending the process.
            command = ["sh", "-c", $"trap '' XFSZ; ulimit -f {bytes / 512}; exec \"$@\"", "sh", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // The runtime's own memory would count as a large file.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return System.Diagnostics.Process.Start(start)!;
    }

    private async Task<string> ReadAsync()
    {
        var all = new StringBuilder();
        var buffer = new char[4096];
        var told = 0;
        for (int read; (read = await _process.StandardOutput.ReadAsync(buffer)) > 0;)
        {
            all.Append(buffer, 0, read);
            for (var end = told; end < all.Length; end++)
            {
                if (all[end] == '\n')
                {
                    Hear(all.ToString(told, end - told));
                    told = end + 1;
                }
            }
        }

        _ready.TrySetException(new InvalidOperationException("The host ended before it was ready."));
        return all.ToString(0, told);
    }

    private void Hear(string line)
    {
        switch (line)
        {
            case "ready":
                _ready.TrySetResult();
                break;
            case "refused":
                Interlocked.Increment(ref _refused);
                break;
            default:
                Interlocked.Increment(ref _taken);
                break;
        }
    }
}
