using System.Net;
using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests.Security;

public sealed partial class HeadersTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account/sign-in")]
    [InlineData("/accessibility")]
    [InlineData("/error/404")]
    public async Task Every_page_allows_only_scripts_with_its_own_nonce(string address)
    {
        var browser = host.Browser();

        await browser.Get(address);

        var policy = browser.Response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().NotContain("unsafe").And.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'");
        var nonce = Nonce().Match(policy).Groups[1].Value;
        nonce.Should().NotBeEmpty();
        Scripts().Matches(browser.Html).Should().NotBeEmpty().And.OnlyContain(tag => WebUtility.HtmlDecode(tag.Value).Contains($"nonce=\"{nonce}\""));
        browser.Html.Should().NotMatchRegex("\\son[a-z]+=\"|style=\"|javascript:");
    }

    [Fact]
    public async Task A_nonce_is_used_once()
    {
        var browser = host.Browser();

        var first = (await browser.Get("/")).Response.Headers.GetValues("Content-Security-Policy").Single();
        var second = (await browser.Get("/")).Response.Headers.GetValues("Content-Security-Policy").Single();

        second.Should().NotBe(first);
    }

    [Fact]
    public async Task Pages_are_not_stored_sniffed_or_framed()
    {
        var browser = await host.Browser().Get("/");

        browser.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        browser.Response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        browser.Response.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
        browser.Response.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        browser.Response.Headers.Contains("Server").Should().BeFalse();
    }

    [Fact]
    public async Task Styles_and_scripts_are_built_and_served()
    {
        foreach (var asset in new[] { "/assets/app.css", "/assets/app.js", "/assets/diagram.js", "/assets/diagram.css", "/favicon.svg" })
        {
            (await host.Browser().Get(asset)).Status.Should().Be(HttpStatusCode.OK, asset);
        }
    }

    [Fact]
    public async Task No_typeface_or_crown_of_the_government_is_shipped()
    {
        var styles = (await host.Browser().Get("/assets/app.css")).Html;

        styles.Should().NotContain("@font-face").And.NotContain("GDS Transport");
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Scripts();
}
