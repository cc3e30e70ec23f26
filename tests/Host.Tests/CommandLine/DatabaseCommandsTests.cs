using Microsoft.Data.Sqlite;
using Peninsula.Activities.Assignment;
using Peninsula.Host.CommandLine;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.Tests.CommandLine;

/// <summary>The commands that work on a database, beside the service or without it.</summary>
public sealed class DatabaseCommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-database-");

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "peninsula.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Backup_writes_a_database_whose_histories_verify()
    {
        using var open = PeninsulaDatabase.Open(Database, new SafeguardingProjection());
        var file = Path.Combine(_folder.FullName, "backup.db");

        var (status, output, errors) = await RunAsync("backup", file, "--database", Database);

        status.Should().Be(0, errors);
        output.Should().StartWith(file).And.Contain("bytes");
        (await RunAsync("verify-history", "--database", $"Data Source={file}")).Output.Should().StartWith("0 histories checked").And.EndWith(": 0 broken" + Environment.NewLine);
        (await RunAsync("backup", file, "--database", Database)).Status.Should().Be(2, "nothing is overwritten");
    }

    [Fact]
    public async Task Verify_history_ends_with_1_and_names_what_is_broken()
    {
        PeninsulaDatabase.Open(Database, new SafeguardingProjection()).Dispose();
        await using (var connection = new SqliteConnection(Database))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO history (instance_key, version, at, command, events, hash) VALUES (7, 1, 0, 'StartInstance', x'00', x'00')";
            await command.ExecuteNonQueryAsync();
        }

        var (status, output, _) = await RunAsync("verify-history", "--database", Database);

        status.Should().Be(1);
        output.Should().StartWith("BROKEN  instance 7 has a history and no state");
    }

    [Theory]
    [InlineData("backup", "out")]
    [InlineData("verify-history", null)]
    public async Task A_database_that_is_not_there_is_named_and_not_made(string command, string? argument)
    {
        string[] file = argument is null ? [] : [Path.Combine(_folder.FullName, argument)];

        var (status, output, errors) = await RunAsync([command, .. file, "--database", Database]);

        status.Should().Be(2);
        output.Should().BeEmpty();
        errors.Should().Contain("There is no database");
        _folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await Commands.RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }
}
