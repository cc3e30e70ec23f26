using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Peninsula.Host.Tests.Security;

/// <summary>The program itself, as an operator starts it: what it does not start with, and what it says.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly (string, string)[] Provider =
    [
        ("SignIn__Providers__torbay-council__Name", "Torbay Council"),
        ("SignIn__Providers__torbay-council__Authority", "https://sign-in.torbay-council.example"),
        ("SignIn__Providers__torbay-council__ClientId", "peninsula"),
        ("SignIn__Providers__torbay-council__ClientSecret", "council-secret"),
    ];

    private static readonly (string, string)[] Demonstration = [("Demonstration__Enabled", "true"), ("Demonstration__Seed", "false")];

    // A test's own build may be one for trying out, which is a demonstration unless told otherwise.
    private static readonly (string, string)[] Service = [("Demonstration__Enabled", "false"), ("AllowedHosts", "workflows.example.org"), .. Provider];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-start-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    [InlineData("Staging")]
    public async Task Without_a_provider_and_without_the_setting_it_does_not_start_and_says_what_to_set(string environment)
    {
        var (status, errors) = await StartAsync(("Demonstration__Enabled", "false"), ("ASPNETCORE_ENVIRONMENT", environment));

        status.Should().Be(2);
        errors.Should().Contain("Nobody could sign in").And.Contain("SignIn:Providers:KEY:Name").And.Contain("Demonstration:Enabled=true").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_demonstration_beside_a_provider_does_not_start()
    {
        var (status, errors) = await StartAsync([.. Demonstration, .. Provider]);

        status.Should().Be(2);
        errors.Should().Contain("torbay-council").And.Contain("Demonstration:Enabled=false").And.NotContain("   at ");
        _folder.EnumerateFiles().Should().BeEmpty("no database was touched");
    }

    [Fact]
    public async Task A_demonstration_does_not_open_what_a_service_has_written()
    {
        (await StartAsync(Service)).Status.Should().BeNull("it starts");

        var (status, errors) = await StartAsync(Demonstration);

        status.Should().Be(2);
        errors.Should().Contain("no demonstration made").And.Contain("ConnectionStrings:Peninsula").And.NotContain("   at ");
        (await StartAsync(Service)).Status.Should().BeNull("it was not harmed");
    }

    [Fact]
    public async Task A_service_does_not_open_what_a_demonstration_has_written()
    {
        (await StartAsync(Demonstration)).Status.Should().BeNull("it starts");

        var (status, errors) = await StartAsync(Service);

        status.Should().Be(2);
        errors.Should().Contain("is a demonstration's").And.NotContain("   at ");
        (await StartAsync(Demonstration)).Status.Should().BeNull("a demonstration goes on with its own");
    }

    [Fact]
    public async Task A_database_from_before_there_were_marks_is_no_demonstration_s()
    {
        (await StartAsync(Demonstration)).Status.Should().BeNull();
        await using (var connection = new SqliteConnection(Database))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM purpose";
            await command.ExecuteNonQueryAsync();
        }

        var (status, errors) = await StartAsync(Demonstration);

        status.Should().Be(2);
        errors.Should().Contain("no demonstration made");
        (await StartAsync(Service)).Status.Should().BeNull();
    }

    [Theory]
    [InlineData("AllowedHosts", "*", "AllowedHosts=workflows.example.org")]
    [InlineData("AllowedHosts", "", "AllowedHosts=workflows.example.org")]
    [InlineData("SignIn__Providers__torbay-council__Authority", "http://sign-in.example", "no https address")]
    [InlineData("KeyRing__Certificate", "/nowhere/keys.pfx", "/nowhere/keys.pfx")]
    [InlineData("ForwardedHeaders__KnownNetworks__0", "10.1", "such as 10.1.0.0/16")]
    public async Task A_setting_that_would_leave_a_door_open_or_cannot_be_used_is_named(string setting, string value, string says)
    {
        var (status, errors) = await StartAsync([.. Service, (setting, value)]);

        status.Should().Be(2);
        errors.Should().Contain(says).And.NotContain("   at ");
    }

    [Fact]
    public async Task A_client_with_the_secret_that_everybody_knows_is_not_registered()
    {
        var (status, errors) = await StartAsync(
        [
            .. Service, ("Api__Clients__0__Id", "torbay-police"), ("Api__Clients__0__Agency", "police"), ("Api__Clients__0__Areas__0", "torbay"),
            ("Api__Clients__0__SecretHash", "69F02B772AF161FDF75D857D4B21021CC02939F84CE92981A050E31EA9093429"),
        ]);

        status.Should().Be(2);
        errors.Should().Contain("torbay-police").And.Contain("everybody knows");
    }

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "peninsula.db")}";

    /// <summary>Starts the program; the status with which it ended, or null when it serves.</summary>
    private async Task<(int? Status, string Errors)> StartAsync(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Peninsula"] = Database;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                process.Kill();
                await process.WaitForExitAsync();
                return (null, await errors);
            }
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await errors);
    }
}
