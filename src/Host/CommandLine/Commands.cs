using System.CommandLine;

namespace Peninsula.Host.CommandLine;

/// <summary>The program's commands. Without one it is the web application.</summary>
internal static class Commands
{
    /// <summary>Done, and all is well.</summary>
    public const int Good = 0;

    /// <summary>Done, and something is not as it should be.</summary>
    public const int Bad = 1;

    /// <summary>Not done: the arguments are wrong, or nothing was found.</summary>
    public const int Misused = 2;

    private static readonly HashSet<string> Asking = ["--help", "-h", "-?", "--version"];

    /// <summary>Whether the arguments ask for a command, and not for the web application.</summary>
    public static bool Include(IReadOnlyList<string> args) =>
        args.Count > 0 && (Asking.Contains(args[0]) || Root(TextWriter.Null, TextWriter.Null).Subcommands.Any(command => command.Name == args[0]));

    /// <summary>Runs a command.</summary>
    /// <returns>The exit status: 0, 1 when something is not as it should be, 2 when the arguments are wrong or nothing was found.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        // A FEEL literal such as @"PT1H" is no file of arguments.
        var parsed = Root(output, errors).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
        {
            try
            {
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync(error.Message);
                return Misused;
            }
        }

        foreach (var error in parsed.Errors)
        {
            await errors.WriteLineAsync(error.Message);
        }

        await errors.WriteLineAsync($"See {parsed.CommandResult.Command.Name} --help.");
        return Misused;
    }

    private static RootCommand Root(TextWriter output, TextWriter errors) => new("Peninsula Workflows. Without a command it serves the web application.")
    {
        RehearseCommand.Create(output, errors),
        ValidateCommand.Create(output, errors),
        DiffCommand.Create(output, errors),
        SimulateCommand.Create(output, errors),
        FeelCommand.Create(output, errors),
        DecideCommand.Create(output, errors),
        DmnTckCommand.Create(output, errors),
        BackupCommand.Create(output, errors),
        VerifyHistoryCommand.Create(output, errors),
        ExportCaseCommand.Create(output, errors),
    };
}
