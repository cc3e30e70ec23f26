using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Tests.Features;

/// <summary>Who looked at what is written down, and who was refused it: at the pages and at the interfaces for systems.</summary>
public sealed class ReadAuditTests : IDisposable
{
    private const string Stranger = "plymouth-mash-social-worker";

    private readonly HostFactory _host = new()
    {
        Settings = new Dictionary<string, string>
        {
            ["Api:Clients:9:Id"] = "plymouth-records",
            ["Api:Clients:9:Name"] = "Records",
            ["Api:Clients:9:Agency"] = "police",
            ["Api:Clients:9:Areas:0"] = "plymouth",
            ["Api:Clients:9:SecretHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("records"))),
        },
    };

    [Fact]
    public async Task Who_is_refused_a_case_or_a_task_is_written_down_with_the_case()
    {
        var (reference, _) = await _host.RaiseAsync();
        var task = await TaskAsync(reference);
        var stranger = await _host.SignedIn(Stranger);

        (await stranger.Get($"/cases/{reference}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await stranger.Get($"/tasks/{task}")).Status.Should().Be(HttpStatusCode.NotFound);

        (await ReadsAsync(Stranger)).Should().Equal(
            ($"GET /cases/{reference}", reference, ReadOutcome.Refused), ($"GET /tasks/{task}", reference, ReadOutcome.Refused));
    }

    [Fact]
    public async Task What_is_not_there_is_no_refusal()
    {
        var stranger = await _host.SignedIn(Stranger);

        await stranger.Get("/cases/CSE-2026-999999");
        await stranger.Get("/tasks/1");

        (await ReadsAsync(Stranger)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_system_that_is_refused_is_written_down_too()
    {
        var (reference, _) = await _host.RaiseAsync();
        var task = await TaskAsync(reference);
        using var client = await ConnectAsync();

        foreach (var address in new[] { $"/api/v1/cases/{reference}", $"/v2/user-tasks/{task}" })
        {
            (await client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        }

        (await ReadsAsync("plymouth-records")).Should().Equal(
            ($"GET /api/v1/cases/{reference}", reference, ReadOutcome.Refused), ($"GET /v2/user-tasks/{task}", reference, ReadOutcome.Refused));
    }

    [Fact]
    public async Task A_drawing_with_a_case_s_positions_is_a_read()
    {
        var (reference, lead) = await _host.RaiseAsync();
        await lead.Get($"/cases/{reference}");
        var drawing = Regex.Match(lead.Html, $"/cases/{reference}/diagram/(\\d+)");

        (await lead.Get(drawing.Value)).Status.Should().Be(HttpStatusCode.OK);

        (await ReadsAsync("torbay-school-lead")).Should().Contain(($"drawing:{drawing.Groups[1].Value}", reference, ReadOutcome.Shown));
    }

    [Fact]
    public async Task Looking_at_what_is_overdue_is_a_read()
    {
        await (await _host.SignedIn("torbay-board-chair")).Get("/oversight");

        (await ReadsAsync("torbay-board-chair")).Should().Equal(("oversight", null, ReadOutcome.Shown));
    }

    public void Dispose() => _host.Dispose();

    private async Task<List<(string What, string? Reference, ReadOutcome Outcome)>> ReadsAsync(string person)
    {
        await using var db = await Database();
        return [.. (await db.Reads.Where(read => read.Person == person).OrderBy(read => read.Id).ToListAsync()).Select(read => (read.What, read.BusinessKey, read.Outcome))];
    }

    private async Task<long> TaskAsync(string reference)
    {
        await using var db = await Database();
        return (await db.Tasks.FirstAsync(task => task.BusinessKey == reference)).Key;
    }

    private Task<PeninsulaDbContext> Database() => _host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();

    private async Task<HttpClient> ConnectAsync()
    {
        var client = _host.CreateClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "plymouth-records", ["client_secret"] = "records" });
        var answer = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }
}
