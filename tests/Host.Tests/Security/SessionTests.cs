using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Peninsula.Host.Tests.Api;
using Peninsula.Host.Tests.Security.Doors;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.Tests.Security;

/// <summary>A session lives in the database. The cookie is a key to it, worth nothing once the session is over.</summary>
public sealed class SessionTests : IClassFixture<SessionTests.Service>
{
    private const string Worker = "torbay-mash-social-worker";

    private readonly HostFactory _host;

    public SessionTests(Service service) => _host = service.Host;

    [Fact]
    public async Task After_sign_out_a_copy_of_the_cookie_opens_nothing()
    {
        var browser = await _host.SignedIn(Worker);
        var copy = SessionCookie(browser);
        (await WithCookieAsync(copy)).Should().Be(HttpStatusCode.OK);

        await browser.Get("/work");
        await browser.Post("/account/sign-out");

        (await WithCookieAsync(copy)).Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Whoever_asks_for_nothing_for_half_an_hour_is_signed_out_and_whoever_works_is_not()
    {
        var browser = await _host.SignedIn(Worker);
        for (var look = 0; look < 3; look++)
        {
            _host.Clock.AdvanceMinutes(29);
            (await browser.Get("/work")).Status.Should().Be(HttpStatusCode.OK);
        }

        _host.Clock.AdvanceMinutes(31);

        (await browser.Get("/work")).Response.Headers.Location!.OriginalString.Should().Contain("/account/sign-in");
    }

    [Fact]
    public async Task After_ten_hours_everybody_signs_in_again()
    {
        var browser = await _host.SignedIn(Worker);
        for (var minutes = 0; minutes < 580; minutes += 20)
        {
            _host.Clock.AdvanceMinutes(20);
            (await browser.Get("/work")).Status.Should().Be(HttpStatusCode.OK, "it is {0} minutes", minutes);
        }

        _host.Clock.AdvanceMinutes(20);

        (await browser.Get("/work")).Status.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_administrator_signs_somebody_out_of_every_browser()
    {
        var (browser, two, other) = (await _host.SignedIn(Worker), await _host.SignedIn(Worker), await _host.SignedIn("torbay-mash-manager"));
        var administrator = await _host.SignedIn("administrator");
        (await administrator.Get("/sessions")).Text.Should().Contain("Merryn Saltmarsh-Lea");

        await administrator.Post($"/sessions/{Worker}/end");
        await administrator.Follow();

        administrator.Text.Should().Contain("They are signed out everywhere.").And.NotContain("Merryn Saltmarsh-Lea");
        (await browser.Get("/work")).Status.Should().Be(HttpStatusCode.Redirect);
        (await two.Get("/work")).Status.Should().Be(HttpStatusCode.Redirect);
        (await other.Get("/work")).Status.Should().Be(HttpStatusCode.OK);
        using var scope = _host.Services.CreateScope();
        (await scope.ServiceProvider.GetRequiredService<PeninsulaDbContext>().Sessions.Where(row => row.Person == Worker && row.EndedBy == "administrator").ToListAsync())
            .Should().HaveCountGreaterThanOrEqualTo(2);
    }

    [Theory]
    [InlineData(Worker)]
    [InlineData("torbay-board-chair")]
    [InlineData("peninsula-safeguarding-manager")]
    public async Task Nobody_else_sees_who_is_signed_in_or_signs_anybody_out(string persona)
    {
        var (victim, browser) = (await _host.SignedIn("torbay-mash-manager"), await _host.SignedIn(persona));

        (await browser.Get("/sessions")).Status.Should().Be(HttpStatusCode.NotFound);
        await browser.Get("/work");
        await browser.Post("/sessions/torbay-mash-manager/end");

        browser.Status.Should().Be(HttpStatusCode.NotFound);
        (await victim.Get("/work")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_system_that_runs_an_areas_part_signs_its_people_out_and_no_other_system_does()
    {
        var victim = await _host.SignedIn(Worker);
        var path = $"/api/v1/people/{Worker}/sessions";

        (await (await _host.ConnectAsync("torbay-social-care")).SendAsync(HttpMethod.Delete, path)).Status.Should().Be(404);
        (await (await _host.ConnectAsync("plymouth-partnership")).SendAsync(HttpMethod.Delete, path)).Status.Should().Be(404, "they do not work there");
        var system = await _host.ConnectAsync("torbay-partnership");
        (await system.SendAsync(HttpMethod.Delete, "/api/v1/people/administrator/sessions")).Status.Should().Be(404, "they work in other areas too");
        (await victim.Get("/work")).Status.Should().Be(HttpStatusCode.OK);

        (await system.SendAsync(HttpMethod.Delete, path)).Body.GetProperty("ended").GetInt32().Should().BePositive();

        (await victim.Get("/work")).Status.Should().Be(HttpStatusCode.Redirect);
        (await system.SendAsync(HttpMethod.Delete, path)).Body.GetProperty("ended").GetInt32().Should().Be(0);
        (await system.SendAsync(HttpMethod.Delete, "/api/v1/people/nobody.here/sessions")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Whoever_is_in_the_directory_no_more_is_out_at_once()
    {
        await _host.SignedIn(Worker);
        var id = await _host.Services.GetRequiredService<Sessions>().BeginAsync("somebody.gone", _host.Clock.GetCurrentInstant());
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("session", id)], CookieAuthenticationDefaults.AuthenticationScheme));
        var cookie = Tickets.Protect(new AuthenticationTicket(principal, CookieAuthenticationDefaults.AuthenticationScheme));

        (await WithCookieAsync($"peninsula-session={cookie}")).Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_cookie_says_nothing_of_the_person_and_the_database_nothing_of_the_cookie()
    {
        var browser = await _host.SignedIn(Worker);

        var claims = Tickets.Unprotect(SessionCookie(browser).Split('=', 2)[1])!.Principal.Claims.ToList();

        var id = claims.Should().ContainSingle().Which.Value;
        id.Should().NotContain(Worker);
        using var scope = _host.Services.CreateScope();
        (await scope.ServiceProvider.GetRequiredService<PeninsulaDbContext>().Sessions.ToListAsync()).Should().NotBeEmpty().And.OnlyContain(row => row.IdHash != id && row.IdHash.Length == 64);
    }

    [Fact]
    public async Task Signing_in_as_somebody_else_is_a_new_session_and_the_old_one_is_over()
    {
        var browser = await _host.SignedIn(Worker);
        var before = SessionCookie(browser);

        await browser.SignIn("torbay-mash-manager");

        SessionCookie(browser).Should().NotBe(before);
        (await WithCookieAsync(before)).Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Being_seen_is_written_once_a_minute_and_not_for_every_page()
    {
        var browser = await _host.SignedIn(Worker);
        var database = _host.Services.GetRequiredService<PeninsulaDatabase>();
        var before = database.Committed.Writes;

        for (var look = 0; look < 20; look++)
        {
            await browser.Get("/accessibility");
        }

        database.Committed.Writes.Should().Be(before);
        _host.Clock.AdvanceMinutes(2);
        await browser.Get("/accessibility");
        await browser.Get("/accessibility");
        database.Committed.Writes.Should().Be(before + 1);
    }

    private ISecureDataFormat<AuthenticationTicket> Tickets =>
        _host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;

    private static string SessionCookie(Browser browser) =>
        browser.Response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("peninsula-session=", StringComparison.Ordinal)).Split(';')[0];

    private async Task<HttpStatusCode> WithCookieAsync(string cookie)
    {
        using var client = _host.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work");
        request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request)).StatusCode;
    }

    /// <summary>One host for these tests, with the times that a service has.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public HostFactory Host { get; private set; } = null!;

        public Task InitializeAsync()
        {
            Host = new HostFactory { Settings = new Dictionary<string, string> { ["SignIn:Idle"] = "00:30:00", ["SignIn:Longest"] = "10:00:00" } };
            return Task.CompletedTask;
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
