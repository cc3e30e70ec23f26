using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Peninsula.Host.Tests.Crashes;
using Peninsula.Host.Tests.Features;

namespace Peninsula.Host.Tests.Security;

/// <summary>Two hosts in processes of their own, on one database, behind a proxy that sends each request to the next: nobody who works there notices.</summary>
public sealed class TwoHostsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-two-");
    private readonly string? _server = Environment.GetEnvironmentVariable("PENINSULA_TEST_POSTGRES");
    private readonly string _name = $"hosts_{Guid.NewGuid():N}";

    // Several hosts are what PostgreSQL is for. Without a server at hand, sessions and keys are shared through a file all the same.
    private string Connection => string.IsNullOrEmpty(_server) ? $"Data Source={Path.Combine(_folder.FullName, "shared.db")}" : $"{_server};Database={_name}";

    [Fact]
    public async Task Sign_in_work_and_sign_out_go_on_through_both_and_through_the_kill_of_one()
    {
        using var first = await KilledWebHost.StartOnAsync(Connection);
        using var second = await KilledWebHost.StartOnAsync(Connection);
        using var proxy = new RoundRobin(first.Address, second.Address);
        var browser = await new Browser(new HttpClient(proxy) { BaseAddress = first.Address }).SignIn("torbay-school-lead");
        var token = await TokenAsync(first.Address);

        var draft = await browser.WriteConcernAsync("Something worrying");
        await UseAsync(second.Address, token, HttpStatusCode.OK);
        await first.KillAsync();
        proxy.Drop(first.Address);
        await browser.Get($"/concerns/{draft}/check");
        await browser.Post($"/concerns/{draft}/check");
        await browser.Follow();
        browser.Text.Should().Contain("Concern sent");

        // Whoever was killed comes back with the keys and the sessions of before.
        using var third = await KilledWebHost.StartOnAsync(Connection);
        proxy.Add(third.Address);
        for (var look = 0; look < 4; look++)
        {
            (await browser.Get("/work")).Status.Should().Be(HttpStatusCode.OK, "look {0}", look);
        }

        await UseAsync(third.Address, token, HttpStatusCode.OK);
        var cookies = proxy.Cookies;
        await browser.Post("/account/sign-out");
        foreach (var address in new[] { second.Address, third.Address })
        {
            using var thief = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
            thief.DefaultRequestHeaders.Add("Cookie", cookies);
            (await thief.GetAsync(new Uri("/work", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Redirect, "the session is over everywhere");
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (!string.IsNullOrEmpty(_server))
        {
            using var connection = new NpgsqlConnection($"{_server};Database=postgres;Pooling=false");
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        }

        _folder.Delete(recursive: true);
    }

    private static async Task<string> TokenAsync(Uri host)
    {
        using var client = new HttpClient { BaseAddress = host };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "torbay-partnership", ["client_secret"] = "demonstration" });
        using var answer = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private static async Task UseAsync(Uri host, string token, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = host };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await client.GetAsync(new Uri("/v2/topology", UriKind.Relative))).StatusCode.Should().Be(expected);
    }

    /// <summary>A proxy as it looks from a browser: one address with one name, and the hosts in turn behind it.</summary>
    private sealed class RoundRobin(params Uri[] hosts) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        private readonly List<Uri> _hosts = [.. hosts];
        private readonly CookieContainer _cookies = new();
        private readonly Uri _name = hosts[0];
        private int _turn;

        public string Cookies => _cookies.GetCookieHeader(_name);

        public void Drop(Uri host) => _hosts.Remove(host);

        public void Add(Uri host) => _hosts.Add(host);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            var host = _hosts[_turn++ % _hosts.Count];
            request.Headers.Host = _name.Authority;
            request.Headers.TryAddWithoutValidation("Cookie", _cookies.GetCookieHeader(asked));
            request.RequestUri = new Uri(host, asked.PathAndQuery);
            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                _cookies.SetCookies(asked, cookie);
            }

            request.RequestUri = asked;
            return answer;
        }
    }
}
