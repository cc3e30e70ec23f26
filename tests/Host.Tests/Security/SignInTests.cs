using System.Net;

namespace Peninsula.Host.Tests.Security;

public sealed class SignInTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_persona_signs_in_and_out()
    {
        var browser = host.Browser();
        await browser.SignIn("torbay-mash-social-worker");

        await browser.Get("/accessibility");
        browser.Text.Should().Contain("Signed in as Merryn Saltmarsh-Lea");

        await browser.Post("/account/sign-out");
        (await browser.Get("/accessibility")).Text.Should().NotContain("Merryn Saltmarsh-Lea");
    }

    [Fact]
    public async Task Nobody_is_signed_in_without_a_choice()
    {
        var browser = await host.Browser().Get("/account/sign-in");

        await browser.Post("/account/sign-in");

        browser.Text.Should().Contain("There is a problem").And.Contain("Select who you want to be");
        browser.Html.Should().Contain("href=\"#persona\"").And.Contain("id=\"persona\"").And.Contain("<title>Error: ");
    }

    [Fact]
    public async Task A_persona_that_does_not_exist_is_refused()
    {
        var browser = await host.Browser().Get("/account/sign-in");

        await browser.Post("/account/sign-in", ("persona", "somebody.else"));

        browser.Text.Should().Contain("Select who you want to be");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Sign_in_leads_nowhere_but_here(string returnUrl)
    {
        var browser = await host.Browser().Get("/account/sign-in");

        await browser.Post("/account/sign-in", ("persona", "torbay-mash-social-worker"), ("returnUrl", returnUrl));

        browser.Response.Headers.Location!.OriginalString.Should().Be("/");
    }

    [Fact]
    public async Task A_post_without_the_page_s_token_is_refused_in_plain_words()
    {
        var browser = host.Browser();

        await browser.Post("/account/sign-in", ("persona", "torbay-mash-social-worker"));

        browser.Status.Should().Be(HttpStatusCode.BadRequest);
        browser.Text.Should().Contain("This page has expired");
    }

    [Fact]
    public async Task Cookies_are_for_this_host_and_not_for_scripts()
    {
        var browser = await host.Browser().Get("/account/sign-in");
        await browser.Post("/account/sign-in", ("persona", "torbay-mash-social-worker"));

        browser.Response.Headers.GetValues("Set-Cookie").Should().OnlyContain(cookie => cookie.Contains("httponly") && cookie.Contains("samesite=lax"));
    }
}
