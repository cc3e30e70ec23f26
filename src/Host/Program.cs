using Peninsula.Host.Hosting;

var app = WebHost.Create(args);
await app.RunAsync();
