using System.CommandLine;
using Peninsula.Host.Hosting;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.CommandLine;

/// <summary>What the commands that work on a database have in common: which one, and what is said when it cannot be used.</summary>
internal static class DatabaseOption
{
    public static Option<string> Create() => new("--database")
    {
        Description = "Connection string; by default that of the settings (ConnectionStrings:Peninsula), as the service has it.",
        DefaultValueFactory = _ => ChosenDatabase.OfSettings(),
    };

    /// <summary>Does something with a database; what stands in its way becomes a line and a status.</summary>
    public static async Task<int> UseAsync(TextWriter errors, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception error) when (error is StoreException or NewerDatabaseException)
        {
            await errors.WriteLineAsync(error.Message);
            return Commands.Misused;
        }
    }
}
