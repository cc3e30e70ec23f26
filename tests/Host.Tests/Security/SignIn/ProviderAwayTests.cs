using System.Net;

namespace Peninsula.Host.Tests.Security.SignIn;

/// <summary>An organisation's provider that is away, or sends somebody back with what nobody asked for.</summary>
public sealed class ProviderAwayTests : IClassFixture<ProviderAwayTests.Service>
{
    private readonly HostFactory _host;

    public ProviderAwayTests(Service service) => _host = service.Host;

    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_plainly()
    {
        var browser = await _host.Browser().Get("/account/sign-in");

        await browser.Post("/account/sign-in/torbay-council", ("returnUrl", "/work"));

        browser.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        browser.Text.Should().Contain("does not answer").And.Contain("Torbay Council (fictional)").And.Contain("Try again").And.Contain("call 999");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x&state=forged")]
    [InlineData("?error=access_denied&state=forged")]
    public async Task Coming_back_with_what_nobody_asked_for_is_told_plainly(string query)
    {
        var browser = await _host.Browser().Get($"/account/callback/torbay-council{query}");

        await browser.Follow();
        browser.Status.Should().Be(HttpStatusCode.Forbidden);
        browser.Text.Should().Contain("You are not signed in").And.NotContain("Exception");
    }

    /// <summary>One host for these tests.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public HostFactory Host { get; private set; } = null!;

        public Task InitializeAsync()
        {
            Host = new HostFactory { Demonstration = false, Settings = new Dictionary<string, string> { ["SignIn:Providers:torbay-council:Authority"] = "https://127.0.0.1:1" } };
            return Task.CompletedTask;
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
