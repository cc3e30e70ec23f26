using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Peninsula.Host.Tests;

/// <summary>The whole host in memory. Each factory has a host, and a demonstration, of its own.</summary>
public sealed class HostFactory : WebApplicationFactory<Program>
{
    public string Environment { get; init; } = "Development";

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment(Environment);

    public Browser Browser() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));
}
