using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Peninsula.CrashHost;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;

// A host to be killed: clients start instances and complete tasks, timers fire, and each acknowledgement is a line of output.
//   CONNECTION NAME CLIENTS run|drain [OFFSETS]
// With "drain" it starts nothing new, and ends when every instance has ended. OFFSETS are those of its clock, in seconds, one after another.
var (connectionString, round, clients) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
var drain = args[3] == "drain";
var offsets = (args is [_, _, _, _, var list] ? list : "0").Split(',').Select(text => Duration.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture))).ToArray();
using var database = PeninsulaDatabase.Open(connectionString, IDomainProjection.None);
using var engine = await WorkflowEngine.OpenAsync(new EngineSetup { Store = database.Store, Clock = new JumpingClock(offsets) });
var deployed = await engine.DeployAsync([KilledPathway.File]);
if (!deployed.IsDeployed)
{
    Console.Error.WriteLine(string.Join('\n', deployed.Problems));
    return 1;
}

using var stop = new CancellationTokenSource();
var loop = new EngineLoop(engine, null, NullLogger.Instance).RunAsync(stop.Token);
var work = new Clients(engine, connectionString, round, drain);
Console.WriteLine("ready");
await work.RunAsync(clients);
await stop.CancelAsync();
await loop;
return 0;
