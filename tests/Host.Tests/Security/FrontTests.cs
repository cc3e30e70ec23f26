using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Peninsula.Casework.Systems;

namespace Peninsula.Host.Tests.Security;

/// <summary>How the service is reached: by its own names, over HTTPS, through the proxies that it knows; and tokens, which are not asked for without end.</summary>
public sealed class FrontTests : IClassFixture<FrontTests.Service>
{
    private readonly HostFactory _host;

    public FrontTests(Service service) => _host = service.Host;

    [Theory]
    [InlineData("https", "workflows.example.org", 200)]
    [InlineData("https", "evil.example", 400)]
    [InlineData("http", "evil.example", 400)]
    public async Task Only_its_own_names_are_answered(string scheme, string name, int status)
    {
        var answer = await AskAsync(scheme, name, "/account/sign-in");

        answer.Response.StatusCode.Should().Be(status);
        answer.Response.Headers.Location.ToString().Should().NotContain("evil");
    }

    [Fact]
    public async Task Plain_http_is_sent_to_https()
    {
        var answer = await AskAsync("http", "workflows.example.org", "/work");

        answer.Response.StatusCode.Should().Be(StatusCodes.Status308PermanentRedirect);
        answer.Response.Headers.Location.ToString().Should().Be("https://workflows.example.org/work");
        (await AskAsync("http", "workflows.example.org", "/health/live")).Response.StatusCode.Should().Be(200, "probes come past the proxy");
    }

    [Fact]
    public async Task Browsers_are_told_to_use_https_for_a_year()
    {
        var answer = await AskAsync("https", "workflows.example.org", "/account/sign-in");

        answer.Response.Headers.StrictTransportSecurity.ToString().Should().Be("max-age=31536000");
    }

    [Theory]
    [InlineData("10.1.2.3", 200)]
    [InlineData("192.0.2.7", 200)]
    [InlineData("203.0.113.9", 308)]
    public async Task A_proxy_that_is_known_is_believed_and_no_other(string proxy, int status)
    {
        var answer = await AskAsync("http", "workflows.example.org", "/account/sign-in", request =>
        {
            request.Connection.RemoteIpAddress = IPAddress.Parse(proxy);
            request.Request.Headers["X-Forwarded-Proto"] = "https";
            request.Request.Headers["X-Forwarded-For"] = "198.51.100.4";
        });

        answer.Response.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData("workflows.example.org")]
    [InlineData("workflows.internal")]
    public async Task The_issuer_is_the_service_s_own_name_whoever_asks(string name)
    {
        using var client = Client(name);

        var discovery = await client.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/openid-configuration", UriKind.Relative));

        discovery.GetProperty("issuer").GetString().Should().Be("https://workflows.example.org/");
    }

    [Fact]
    public async Task A_token_is_taken_from_the_header_and_from_nowhere_else()
    {
        using var client = Client();
        var token = await TokenAsync(client, "case-system");

        (await client.GetAsync(new Uri($"/v2/topology?access_token={token}", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["access_token"] = token });
        (await client.PostAsync(new Uri("/v2/user-tasks/search", UriKind.Relative), form)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await client.GetAsync(new Uri("/v2/topology", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_s_secret_is_not_guessed_without_end_and_other_clients_go_on()
    {
        using var client = Client();
        for (var guess = 0; guess < 3; guess++)
        {
            (await AskForTokenAsync(client, "guessed-at", $"guess {guess}")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        var answer = await AskForTokenAsync(client, "guessed-at", "guess");

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromHours(1));
        (await answer.Content.ReadAsStringAsync()).Should().Contain("Too many tokens");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guessed-at:guess"u8));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });
        (await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form)).StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "by its other spelling too");
        client.DefaultRequestHeaders.Authorization = null;
        (await AskForTokenAsync(client, "case-system", "a secret of 32 random bytes")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_ring_that_is_not_encrypted_is_told_to_whoever_looks_after_the_service()
    {
        using var client = Client();

        var report = await client.GetFromJsonAsync<JsonElement>(new Uri("/health/ready", UriKind.Relative));

        report.GetProperty("checks").GetProperty("keys").GetProperty("says").GetString().Should().Contain("KeyRing:Certificate");
    }

    private Task<HttpContext> AskAsync(string scheme, string name, string path, Action<HttpContext>? more = null) => _host.Server.SendAsync(context =>
    {
        context.Request.Method = "GET";
        context.Request.Scheme = scheme;
        context.Request.Host = new HostString(name);
        context.Request.Path = path;
        more?.Invoke(context);
    });

    private HttpClient Client(string name = "workflows.example.org")
    {
        var client = _host.Server.CreateClient();
        client.BaseAddress = new Uri($"https://{name}");
        return client;
    }

    private static async Task<HttpResponseMessage> AskForTokenAsync(HttpClient client, string id, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret });
        return await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
    }

    private static async Task<string> TokenAsync(HttpClient client, string id)
    {
        using var answer = await AskForTokenAsync(client, id, "a secret of 32 random bytes");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A service in earnest, behind proxies, with a client that may ask for three tokens an hour.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public HostFactory Host { get; private set; } = null!;

        public Task InitializeAsync()
        {
            Host = new HostFactory
            {
                Demonstration = false,
                Settings = new Dictionary<string, string>
                {
                    ["AllowedHosts"] = "workflows.example.org;workflows.internal",
                    ["ForwardedHeaders:KnownNetworks:0"] = "10.1.0.0/16",
                    ["ForwardedHeaders:KnownProxies:0"] = "192.0.2.7",
                    ["Api:TokensPerClient"] = "3",
                    ["Api:TokensWindow"] = "01:00:00",
                    ["Api:Clients:0:Id"] = "case-system",
                    ["Api:Clients:0:Agency"] = "social-care",
                    ["Api:Clients:0:Areas:0"] = "torbay",
                    ["Api:Clients:0:SecretHash"] = ApiClients.Hash("a secret of 32 random bytes"),
                },
            };
            return Task.CompletedTask;
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
