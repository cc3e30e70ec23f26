using Peninsula.Casework;
using Peninsula.Host.CommandLine;
using Peninsula.Host.Hosting;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;

if (Commands.Include(args))
{
    return await Commands.RunAsync(args, Console.Out, Console.Error);
}

try
{
    await WebHost.RunAsync(args);
    return Commands.Good;
}
catch (Exception refusal) when (refusal is StartRefusedException or StoreException or NewerDatabaseException)
{
    await Console.Error.WriteLineAsync($"The service does not start. {refusal.Message}");
    return Commands.Misused;
}
