using System.Diagnostics;

namespace Peninsula.Host.Tests.Api;

/// <summary>Runs Node in a folder of the repository, whose packages are installed first as its lock file has them.</summary>
internal static class Node
{
    public static string Folder(params string[] parts)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Peninsula.Workflows.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The repository is not above the test's binaries.");
        }

        return Path.Combine([root, .. parts]);
    }

    public static async Task InstallAsync(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            var (code, output) = await RunAsync("npm", folder, [], "ci", "--no-audit", "--no-fund", "--loglevel=error");
            code.Should().Be(0, output);
        }
    }

    public static async Task<(int Code, string Output)> RunAsync(string program, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(program, folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await errors);
    }

    public static Process Start(string program, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
