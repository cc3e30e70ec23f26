using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Tests.Features;

/// <summary>What those who see counts learn from the overdue page, its list, its tables and the API together.</summary>
public sealed partial class OversightTests : IDisposable
{
    private readonly HostFactory _host = new()
    {
        Settings = new Dictionary<string, string>
        {
            ["Api:Clients:9:Id"] = "torbay-figures",
            ["Api:Clients:9:Name"] = "Figures",
            ["Api:Clients:9:Agency"] = "social-care",
            ["Api:Clients:9:Areas:0"] = "torbay",
            ["Api:Clients:9:Roles:0"] = "service-manager",
            ["Api:Clients:9:SecretHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("figures"))),
        },
    };

    private long _key = 500;

    [Fact]
    public async Task What_one_table_hides_the_other_does_not_show()
    {
        await LateAsync("torbay", "police", 3, days: 1);
        await LateAsync("torbay", "health", 14, days: 1);
        await LateAsync("torbay", "health", 9, days: 20, step: "due");
        await LateAsync("torbay", "social-care", 30, days: 8, step: "due");

        var page = await (await _host.SignedIn("torbay-board-chair")).Get("/oversight");

        var tables = Tables(page);
        tables.Should().HaveCount(2);
        tables.SelectMany(table => table.SelectMany(row => row.Counts)).Should().NotContain(count => count == "1" || count == "2" || count == "3" || count == "4");
        tables[0].Select(row => (row.Name, row.Counts[^1])).Should().Equal(tables[1].Select(row => (row.Name, row.Counts[^1])), "a total that one hides stands in neither");
        tables[0].Single(row => row.Name == "Devon and Cornwall Police").Counts[^1].Should().Be("not shown");
        tables[0].Count(row => row.Counts[^1] == "not shown").Should().BeGreaterThan(1, "one alone is what is left of the others");
    }

    [Fact]
    public async Task What_is_on_the_list_is_not_counted_again_beside_it()
    {
        await LateAsync("torbay", "police", 7, days: 20, step: "board-chair", listed: 2);
        await LateAsync("torbay", "health", 6, days: 20, step: "board-chair", listed: 3);
        await LateAsync("torbay", "social-care", 40, days: 20, step: "board-chair");

        var page = await (await _host.SignedIn("torbay-board-chair")).Get("/oversight");

        page.Text.Should().Contain("Waiting for your direction (5)");
        var byAge = Tables(page)[0];
        byAge.Single(row => row.Name == "Health").Counts[^1].Should().Be("not shown", "three are left of six, and six less three is three");
        byAge.Single(row => row.Name == "Children's social care").Counts.Should().Contain("40");
        page.Text.Should().Contain("53 overdue in Torbay, 5 of them waiting for you");
    }

    [Fact]
    public async Task The_list_does_not_name_the_small_area_of_a_reader_of_two()
    {
        await LateAsync("isles-of-scilly", "police", 1, days: 20, step: "board-chair", listed: 1);
        await LateAsync("cornwall", "police", 12, days: 20, step: "board-chair", listed: 1);

        var page = await (await _host.SignedIn("cornwall-board-chair")).Get("/oversight");

        page.Text.Should().Contain("Waiting for your direction (2)");
        Regex.Count(page.Text, "Devon and Cornwall Police, Cornwall or (the )?Isles of Scilly").Should().BeGreaterThan(1);
        page.Text.Should().NotContain("Police, Isles of Scilly").And.NotContain("Police, Cornwall ;");
        page.Text.Should().NotContain("of them waiting for you");
    }

    [Fact]
    public async Task Who_answers_for_the_area_s_cases_sees_every_count()
    {
        await LateAsync("torbay", "police", 3, days: 1);
        await LateAsync("torbay", "health", 14, days: 1);

        var page = await (await _host.SignedIn("torbay-macse-chair")).Get("/oversight");

        Tables(page)[0].Single(row => row.Name == "Devon and Cornwall Police").Counts.Should().Equal("3", "0", "0", "0", "3");
        page.Text.Should().Contain("17 overdue in Torbay").And.NotContain("not shown");
    }

    [Fact]
    public async Task Small_agencies_are_one_row_rather_than_hidden_each()
    {
        await LateAsync("torbay", "police", 3, days: 8);
        await LateAsync("torbay", "housing", 4, days: 8);
        await LateAsync("torbay", "health", 14, days: 8);

        var page = await (await _host.SignedIn("torbay-board-chair")).Get("/oversight");

        Tables(page)[0].Select(row => row.Name).Should().Equal("Health", "Other agencies", "All");
        Tables(page)[0][1].Counts[^1].Should().Be("7");
    }

    [Fact]
    public async Task The_API_shows_what_the_page_shows()
    {
        await LateAsync("torbay", "police", 3, days: 1);
        await LateAsync("torbay", "health", 14, days: 1);
        await LateAsync("torbay", "social-care", 30, days: 8, step: "due");
        var page = Tables(await (await _host.SignedIn("torbay-social-care-service-manager")).Get("/oversight"));

        using var client = await ConnectAsync();
        var areas = await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/oversight", UriKind.Relative));

        var tables = areas.EnumerateArray().Single().GetProperty("tables").EnumerateArray().ToList();
        tables.Select(table => table.GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', row.GetProperty("counts").EnumerateArray().Append(row.GetProperty("total")).Select(Words))))
            .Should().BeEquivalentTo(page.Select(table => table[..^1].Select(row => string.Join(' ', row.Counts))), options => options.WithStrictOrdering());
        areas.ToString().Should().Contain("null");

        static string Words(JsonElement count) => count.ValueKind == JsonValueKind.Null ? "not shown" : count.ToString();
    }

    public void Dispose() => _host.Dispose();

    private async Task<HttpClient> ConnectAsync()
    {
        var client = _host.CreateClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "torbay-figures", ["client_secret"] = "figures" });
        var answer = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }

    private async Task LateAsync(string area, string agency, int count, int days, string? step = null, int listed = 0)
    {
        await using var db = await _host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
        for (var number = 0; number < count; number++)
        {
            var key = ++_key;
            db.Tasks.Add(new TaskRecord
            {
                Key = key,
                InstanceKey = key,
                ElementId = "late",
                Name = "Late",
                ProcessId = "cse-concern",
                Area = area,
                Agency = agency,
                LadderLevel = step,
                Created = _host.Clock.GetCurrentInstant() - Duration.FromDays(days + 1),
                Due = _host.Clock.GetCurrentInstant() - Duration.FromDays(days),
                State = TaskState.Open,
            });
            if (number < listed)
            {
                db.Escalations.Add(new EscalationRecord
                {
                    Key = key,
                    InstanceKey = key,
                    TaskKey = key,
                    ElementId = "late",
                    Level = "board-chair",
                    Area = area,
                    Agency = agency,
                    Anonymised = true,
                    Recipients = $"[\"board-chair:{area}\"]",
                    Raised = _host.Clock.GetCurrentInstant(),
                });
            }
        }

        await db.SaveChangesAsync();
    }

    private static List<List<(string Name, List<string> Counts)>> Tables(Browser page) =>
    [
        .. Table().Matches(page.Html).Select(table => Row().Matches(table.Value).Skip(1).Select(row => (
            Name: System.Net.WebUtility.HtmlDecode(Heading().Match(row.Value).Groups[1].Value.Trim()),
            Counts: Cell().Matches(row.Value).Select(cell => Regex.Replace(cell.Groups[1].Value, "<[^>]+>", "").Trim()).ToList())).ToList()),
    ];

    [GeneratedRegex("<table.*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<th scope=\"row\"[^>]*>(.*?)</th>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<td[^>]*>(.*?)</td>", RegexOptions.Singleline)]
    private static partial Regex Cell();
}
