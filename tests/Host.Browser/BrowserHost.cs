using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Testing;
using Peninsula.Casework.Workflow;

namespace Peninsula.Host.Browser;

/// <summary>The host on a port of loopback, on a database and a clock of its own, with the demonstration's cases, and a Chromium beside it.</summary>
public sealed class BrowserHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"peninsula-{Guid.NewGuid():N}.db");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 11, 23, 10, 0));

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _playwright = await Playwright.CreateAsync();
        // Debian's own Chromium: nothing is downloaded for a test.
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window of its own, without anybody's cookies.</summary>
    public async Task<Visitor> OpenAsync(bool javaScript = true, int width = 1200)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            JavaScriptEnabled = javaScript,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        return new Visitor(await context.NewPageAsync());
    }

    /// <summary>Moves the clock, and fires every timer on the way at its own time.</summary>
    public async Task MoveTo(Instant until)
    {
        var engine = Services.GetRequiredService<Engine>();
        while (await engine.Workflows.Store.NextTimerAsync() is { } next && next <= until)
        {
            Clock.Reset(Instant.Max(next, Clock.GetCurrentInstant()));
            await engine.Workflows.PumpAsync();
        }

        Clock.Reset(until);
        await engine.Workflows.PumpAsync();
        engine.Loop?.Wake();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
        {
            File.Delete(file);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Demonstration:Enabled", "true");
        // The clock leaps in these tests; whoever is signed in stays so.
        builder.UseSetting("SignIn:Idle", "3650.00:00:00");
        builder.UseSetting("SignIn:Longest", "3650.00:00:00");
        builder.UseSetting("ConnectionStrings:Peninsula", $"Data Source={_database}");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services => services.AddSingleton<NodaTime.IClock>(Clock));
    }
}

/// <summary>One host for all browser tests: they run one after another, each in windows of its own.</summary>
[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<BrowserHost>;
