using Peninsula.Host.CommandLine;
using Peninsula.Host.Hosting;

if (Commands.Include(args))
{
    return await Commands.RunAsync(args, Console.Out, Console.Error);
}

var app = WebHost.Create(args);
await app.RunAsync();
return 0;
