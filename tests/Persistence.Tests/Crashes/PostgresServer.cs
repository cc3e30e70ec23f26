using System.Diagnostics;
using Peninsula.Persistence.Tests.Stores;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>A PostgreSQL server of its own, for tests that stop it. Made by <c>tests/postgres</c>.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-server-");
    private readonly string _connectionString;

    public PostgresServer() => _connectionString = Start();

    public string Start() => Run("start");

    public void Stop(string mode) => Run("stop", mode);

    /// <summary>An empty database on it.</summary>
    public TemporaryPostgres Database() => TemporaryPostgres.On(_connectionString);

    public void Dispose()
    {
        Stop("immediate");
        _folder.Delete(recursive: true);
    }

    private string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Script(), [command, _folder.FullName, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit(TimeSpan.FromMinutes(2)).Should().BeTrue();
        process.ExitCode.Should().Be(0, errors.Result);
        return output.Result.Trim();
    }

    private static string Script()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, "tests", "postgres") is var script && File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException("tests/postgres is not above the tests' binaries.");
    }
}
