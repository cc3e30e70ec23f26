using System.Net;

namespace Peninsula.Host.Tests.Security;

/// <summary>A demonstration is a setting that somebody turns on. No environment's name is one, and what is not one lets nobody be anybody.</summary>
public sealed class DemonstrationTests
{
    [Theory]
    [InlineData("Staging")]
    [InlineData("Production")]
    public async Task Whatever_the_environment_is_called_nobody_signs_in_without_their_organisation(string environment)
    {
        await using var host = new HostFactory { Environment = environment, Demonstration = false };
        var browser = host.Browser();

        await browser.Get("/account/sign-in");

        browser.Text.Should().Contain("Sign in with the account that your organisation gave you.").And.NotContain("Who do you want to be?");
        browser.Text.Should().NotContain("Fictional data", "the banner follows the setting");
        (await browser.Get("/accessibility")).Text.Should().NotContain("demonstration");
        await browser.Post("/account/sign-in", ("persona", "torbay-mash-social-worker"));
        browser.Status.Should().NotBe(HttpStatusCode.Redirect, "nobody is signed in");
        await browser.Get("/work");
        browser.Response.Headers.Location!.OriginalString.Should().Contain("/account/sign-in");
        await browser.Post("/oauth/token", ("grant_type", "client_credentials"), ("client_id", "torbay-police"), ("client_secret", "demonstration"));
        browser.Status.Should().Be(HttpStatusCode.Unauthorized, "the secret that everybody knows gives no token");
    }

    [Fact]
    public async Task A_demonstration_says_on_every_page_that_it_is_one()
    {
        await using var host = new HostFactory { Environment = "Production" };
        var browser = await host.SignedIn("torbay-mash-social-worker");

        (await browser.Get("/work")).Text.Should().Contain("Fictional data. No child, person or agency here is real.");
    }
}
