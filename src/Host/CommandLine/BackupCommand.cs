using System.CommandLine;
using System.Globalization;
using Peninsula.Persistence.Operations;

namespace Peninsula.Host.CommandLine;

/// <summary><c>backup FILE</c>: copies the database to a file while the service runs, and checks the copy.</summary>
internal static class BackupCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var file = new Argument<string>("FILE") { Description = "A file that does not exist yet." };
        var database = DatabaseOption.Create();
        var command = new Command("backup", "Copies the database to FILE while the service runs, and checks the copy.") { file, database };
        command.SetAction((parsed, cancel) => DatabaseOption.UseAsync(errors, async () =>
        {
            var report = await DatabaseBackup.WriteAsync(parsed.GetRequiredValue(database), parsed.GetRequiredValue(file), cancel);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.File}: {report.Bytes:N0} bytes; checked {report.Checked}"));
            return Commands.Good;
        }));
        return command;
    }
}
