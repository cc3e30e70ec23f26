using System.CommandLine;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Casework.Exporting;
using Peninsula.Casework.Words;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.CommandLine;

/// <summary><c>export-case REFERENCE --to FOLDER --by PERSON --reason TEXT</c>: everything about one case in a folder of its own. The reading is written down first.</summary>
internal static class ExportCaseCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var reference = new Argument<string>("REFERENCE") { Description = "The case, such as CSE-2026-000123." };
        var to = new Option<string>("--to") { Description = "A folder that does not exist yet.", Required = true };
        var by = new Option<string>("--by") { Description = "Who asks for it; goes into the audit of reads.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; goes into the audit of reads.", Required = true };
        var database = DatabaseOption.Create();
        var command = new Command("export-case", "Writes everything about one case into a folder, readable and with its chain. Audited.") { reference, to, by, reason, database };
        command.SetAction((parsed, cancel) => DatabaseOption.UseAsync(errors, () => RunAsync(
            parsed.GetRequiredValue(database), parsed.GetRequiredValue(reference), parsed.GetRequiredValue(to), parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason), output, errors, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(string connectionString, string reference, string to, string by, string reason, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (Path.Exists(to) || string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
        {
            await errors.WriteLineAsync(Path.Exists(to) ? $"{to} exists already. An export overwrites nothing: name a new folder." : "Say who asks and why: --by and --reason.");
            return Commands.Misused;
        }

        if (Vocabulary.Load(PathwayFiles.ProductFolder).Vocabulary is not { } vocabulary)
        {
            await errors.WriteLineAsync("The data files cannot be used, so people, teams and areas have no names. See validate.");
            return Commands.Misused;
        }

        using var database = PeninsulaDatabase.OpenExisting(connectionString, new SafeguardingProjection());
        await using var db = new PeninsulaContexts(connectionString).CreateDbContext();
        if (!db.Cases.Any(row => row.Reference == reference))
        {
            await errors.WriteLineAsync($"There is no case {reference}.");
            return Commands.Misused;
        }

        // Nothing leaves before it is on the disk who took it; the export then shows its own reading.
        await database.Reads.RecordAsync(by, "export", reference, SystemClock.Instance.GetCurrentInstant(), reason);
        var names = new Names(vocabulary);
        var export = (await CaseExport.GatherAsync(database, db, names, reference, cancel))!;
        await ExportFolder.WriteAsync(export, names, new Moments(vocabulary.Calendar, SystemClock.Instance), to, cancel);
        var broken = export.Parts.Any(part => part.Broken is not null);
        await output.WriteLineAsync($"{Path.GetFullPath(to)}: {export.Parts.Sum(part => part.History.Count)} history entries in {export.Parts.Count} {(export.Parts.Count == 1 ? "pathway" : "pathways")}; {(broken ? "a chain is BROKEN" : "the chain is whole")}");
        return broken ? Commands.Bad : Commands.Good;
    }
}
