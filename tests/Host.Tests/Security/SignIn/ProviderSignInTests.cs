using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Peninsula.Host.Tests.Security.SignIn;

/// <summary>People come in through their own agency's provider, as the service really runs.</summary>
public sealed class ProviderSignInTests : IAsyncLifetime
{
    private HostFactory _host = null!;
    private CouncilProvider _council = null!;
    private WebApplicationFactory<Program> _service = null!;

    public async Task InitializeAsync()
    {
        _host = InEarnest();
        _council = await CouncilProvider.StartAsync();
        _service = _host.WithWebHostBuilder(builder =>
        {
            builder.UseSetting("SignIn:Attempts", "5");
            builder.UseSetting("SignIn:AttemptsWindow", "01:00:00");
            builder.ConfigureTestServices(services => services.Configure<OpenIdConnectOptions>(
                "provider-torbay-council", options =>
                {
                    options.BackchannelHttpHandler = _council.Back;
                    // A busy machine is no provider that is away.
                    options.BackchannelTimeout = TimeSpan.FromMinutes(2);
                }));
        });
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _council.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_of_the_directory_comes_in_and_lands_where_they_wanted_to_go()
    {
        var browser = await ComeAsync("Merryn.SaltmarshLea@torbay-council.example", "/inbox");

        browser.Response.Headers.Location!.OriginalString.Should().Be("/inbox");
        (await browser.Get("/inbox")).Text.Should().Contain("Merryn Saltmarsh-Lea").And.Contain("MASH social worker");
    }

    [Fact]
    public async Task Somebody_whom_only_the_provider_knows_gets_nothing()
    {
        var browser = await ComeAsync("stranger@torbay-council.example", "/work");

        await browser.Follow();
        browser.Status.Should().Be(HttpStatusCode.Forbidden);
        browser.Text.Should().Contain("You are not in the directory");
        (await browser.Get("/work")).Response.Headers.Location!.OriginalString.Should().Contain("/account/sign-in");
    }

    [Fact]
    public async Task Whoever_cancels_is_told_that_they_are_not_signed_in()
    {
        var browser = await ComeAsync(null, "/work");

        (await browser.Follow()).Text.Should().Contain("You are not signed in").And.Contain("Try again");
    }

    [Fact]
    public async Task The_way_back_cannot_be_walked_by_somebody_else()
    {
        _council.Account = "merryn.saltmarshlea@torbay-council.example";
        var back = await _council.VisitAsync(await LeaveAsync(Browser(), "/work"));
        var other = Browser();

        await other.Get(back.PathAndQuery);

        (await other.Follow()).Text.Should().Contain("You are not signed in", "the answer belongs to the browser that asked");
    }

    [Fact]
    public async Task Trying_again_and_again_is_slowed_down()
    {
        var browser = Browser();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await LeaveAsync(browser, "/work");
        }

        await browser.Get("/account/sign-in");
        await browser.Post("/account/sign-in/torbay-council");

        browser.Status.Should().Be(HttpStatusCode.TooManyRequests);
        browser.Text.Should().Contain("Wait a minute");
    }

    [Fact]
    public async Task A_persona_is_not_offered_beside_it()
    {
        var browser = await Browser().Get("/account/sign-in");

        browser.Text.Should().Contain("Torbay Council (fictional)").And.NotContain("Who do you want to be?");
        await browser.Post("/account/sign-in", ("persona", "torbay-mash-social-worker"));
        browser.Status.Should().Be(HttpStatusCode.NotFound);
    }

    private static HostFactory InEarnest() => new() { Demonstration = false };

    private Browser Browser() => new(_service.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") }));

    private async Task<Browser> ComeAsync(string? account, string wanted)
    {
        _council.Account = account;
        var browser = Browser();
        var back = await _council.VisitAsync(await LeaveAsync(browser, wanted));
        return await browser.Get(back.PathAndQuery);
    }

    private static async Task<Uri> LeaveAsync(Browser browser, string wanted)
    {
        await browser.Get($"/account/sign-in?returnUrl={Uri.EscapeDataString(wanted)}");
        await browser.Post("/account/sign-in/torbay-council", ("returnUrl", wanted));
        browser.Status.Should().Be(HttpStatusCode.Redirect, browser.Text);
        return browser.Response.Headers.Location!;
    }
}
