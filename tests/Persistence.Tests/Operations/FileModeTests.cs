using Peninsula.Persistence.Operations;
using Peninsula.Persistence.Tests.Stores;

namespace Peninsula.Persistence.Tests.Operations;

/// <summary>What holds everything about children is its owner's alone to read, whatever the process's umask.</summary>
public sealed class FileModeTests
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_database_its_log_and_its_backup_are_their_owner_s_alone()
    {
        using var database = new TemporarySqlite();
        await new Scene(database.Open.Store, 1).StartsAsync();
        var backup = database.File + ".backup";

        await DatabaseBackup.WriteAsync(database.ConnectionString, backup);

        var files = Directory.GetFiles(Path.GetDirectoryName(database.File)!);
        files.Should().Contain(backup).And.Contain(database.File + "-wal");
        files.Should().OnlyContain(file => Mode(file) == OwnersAlone);
    }

    [Fact]
    public void A_database_that_others_could_read_is_closed_to_them_when_it_is_opened()
    {
        using var database = new TemporarySqlite();
        _ = database.Open;
        database.Restart();
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(database.File, OwnersAlone | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        _ = database.Open;

        File.GetUnixFileMode(database.File).Should().Be(OwnersAlone);
    }

    private static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? OwnersAlone : File.GetUnixFileMode(file);
}
