using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Peninsula.Casework.Workflow;

namespace Peninsula.Host.Tests;

/// <summary>The whole host in memory, on a database file and a clock of its own: Monday 23 November 2026, 09:00.</summary>
public sealed class HostFactory : WebApplicationFactory<Program>
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"peninsula-{Guid.NewGuid():N}.db");

    /// <summary>The environment's name, which decides nothing.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Whether it is a demonstration; otherwise people sign in through a provider, which nobody runs here.</summary>
    public bool Demonstration { get; init; } = true;

    public bool Seed { get; init; }

    /// <summary>More settings of the host.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Hears all that the host logs; null: nobody does.</summary>
    public ILoggerProvider? Log { get; init; }

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 11, 23, 9, 0));

    /// <summary>A browser at this host: over HTTPS, as the service's cookies ask for, when it is no demonstration.</summary>
    public Browser Browser() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri(Demonstration ? "http://localhost" : "https://localhost") }));

    /// <summary>Moves the clock, and fires every timer on the way at its own time.</summary>
    public async Task MoveTo(Instant until)
    {
        var engine = Services.GetRequiredService<Engine>().Workflows;
        while (await engine.Store.NextTimerAsync() is { } next && next <= until)
        {
            Clock.Reset(Instant.Max(next, Clock.GetCurrentInstant()));
            await engine.PumpAsync();
        }

        Clock.Reset(until);
        await engine.PumpAsync();
    }

    public Task<Browser> SignedIn(string persona) => Browser().SignIn(persona);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:Peninsula", $"Data Source={_database}");
        builder.UseSetting("Demonstration:Enabled", Demonstration ? "true" : "false");
        if (!Demonstration)
        {
            builder.UseSetting("AllowedHosts", "localhost");
            builder.UseSetting("SignIn:Providers:torbay-council:Name", "Torbay Council (fictional)");
            builder.UseSetting("SignIn:Providers:torbay-council:Authority", "https://sign-in.torbay-council.example");
            builder.UseSetting("SignIn:Providers:torbay-council:ClientId", "peninsula");
            builder.UseSetting("SignIn:Providers:torbay-council:ClientSecret", "council-secret");
        }

        // Clocks leap in these tests; whoever is signed in stays so, unless that is what is tested.
        builder.UseSetting("SignIn:Idle", "3650.00:00:00");
        builder.UseSetting("SignIn:Longest", "3650.00:00:00");
        builder.UseSetting("Demonstration:Seed", Seed ? "true" : "false");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IClock>(Clock);
            if (Log is not null)
            {
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddFilter("Peninsula", LogLevel.Trace).AddProvider(Log));
            }
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
            {
                File.Delete(file);
            }
        }
    }
}
