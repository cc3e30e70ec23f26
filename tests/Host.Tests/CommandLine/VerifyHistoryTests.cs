using Microsoft.Data.Sqlite;
using NodaTime;
using Peninsula.Activities.Assignment;
using Peninsula.Host.CommandLine;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.Tests.CommandLine;

/// <summary>What <c>verify-history</c> finds because an earlier check kept an anchor outside the database.</summary>
public sealed class VerifyHistoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-verify-");

    private string File => Path.Combine(_folder.FullName, "peninsula.db");

    private string Anchor => File + ".anchor";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_first_check_makes_an_anchor_and_a_key_that_nobody_else_reads()
    {
        await ReadAsync("amira", 3);

        var (status, output, errors) = await VerifyAsync();

        status.Should().Be(0, output);
        output.Should().Contain("3 reads: 0 broken");
        errors.Should().Contain("There was no anchor before").And.Contain(Anchor);
        foreach (var file in new[] { Anchor, Anchor + ".key" })
        {
            new FileInfo(file).UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await VerifyAsync()).Errors.Should().Contain("Compared with the anchor of ");
    }

    [Fact]
    public async Task A_database_that_was_put_back_to_an_earlier_day_is_found()
    {
        await ReadAsync("amira", 3);
        SqliteConnection.ClearAllPools();
        System.IO.File.Copy(File, File + ".old");
        await ReadAsync("ben", 2);
        await VerifyAsync();
        foreach (var left in new[] { File, File + "-wal", File + "-shm" })
        {
            System.IO.File.Delete(left);
        }

        System.IO.File.Move(File + ".old", File);

        var (status, output, errors) = await VerifyAsync();

        status.Should().Be(1);
        output.Should().Contain("BROKEN  a chain of the audit of reads is gone").And.Contain("1 broken");
        errors.Should().Contain("it stays as it is");
        (await VerifyAsync()).Status.Should().Be(1, "what is broken stays broken until somebody has looked");
    }

    [Fact]
    public async Task An_anchor_that_is_gone_or_changed_is_told()
    {
        await ReadAsync("amira", 1);
        await VerifyAsync();
        var text = await System.IO.File.ReadAllTextAsync(Anchor);

        await System.IO.File.WriteAllTextAsync(Anchor, text.Replace("reads ", "reads 1", StringComparison.Ordinal));
        (await VerifyAsync()).Output.Should().Contain("BROKEN  The anchor").And.Contain("was changed, or signed with another key");
        System.IO.File.Delete(Anchor);
        (await VerifyAsync()).Output.Should().Contain("BROKEN  the anchor").And.Contain("is gone");
        await System.IO.File.WriteAllTextAsync(Anchor, text);
        (await VerifyAsync()).Status.Should().Be(0);
    }

    [Fact]
    public async Task It_runs_while_the_service_writes()
    {
        using var open = PeninsulaDatabase.Open($"Data Source={File}", new SafeguardingProjection());
        await open.Reads.RecordAsync("amira", "case", "CSE-2026-000001", default);
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await open.Reads.RecordAsync("ben", "case", "CSE-2026-000001", Instant.FromUtc(2026, 3, 2, 9, 0));
            }
        });

        for (var time = 0; time < 5; time++)
        {
            var (status, output, _) = await VerifyAsync();
            status.Should().Be(0, output);
        }

        await stop.CancelAsync();
        await load;
    }

    private async Task ReadAsync(string person, int times)
    {
        using var database = PeninsulaDatabase.Open($"Data Source={File}", new SafeguardingProjection());
        for (var number = 0; number < times; number++)
        {
            await database.Reads.RecordAsync(person, "case", "CSE-2026-000001", Instant.FromUtc(2026, 3, 2, 9, number));
        }
    }

    private async Task<(int Status, string Output, string Errors)> VerifyAsync()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await Commands.RunAsync(["verify-history", "--database", $"Data Source={File}"], output, errors), output.ToString(), errors.ToString());
    }
}
