using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Host.Tests.Api;
using Peninsula.Host.Tests.Features;
using Peninsula.Persistence;
using Peninsula.Persistence.Store;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>A task whose class is closed to a client leaves no trace in any list, count, flow or key that it asks for.</summary>
public sealed class DisclosureDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string PoliceTask = "Record the immediate safety action";

    private const string Action = """
        {"variables":{"calledAt":"2026-11-23T08:30:00+00:00","calledService":"999","incidentNumber":"DC-2026-4471","safetyAction":"Officers stayed with the child.","policeProtection":"no"}}
        """;

    [Fact]
    public async Task What_the_police_do_is_listed_and_counted_for_the_police_alone()
    {
        var (reference, _) = await host.RaiseAsync();
        var worker = await (await host.SignedIn("torbay-mash-social-worker")).Get($"/cases/{reference}");
        await worker.Post(Regex.Match(worker.Html, "href=\"(/tasks/\\d+)\"[^>]*>\\s*Triage the concern").Groups[1].Value,
            ("command", "complete"), ("f.riskLevel", "high"), ("f.triageReason", "Reason"), ("f.immediateDanger", "yes"), ("f.interimSafety", "With an aunt"));
        using var police = await host.ConnectAsync("torbay-police");
        using var social = await host.ConnectAsync("torbay-social-care");
        var instance = (await social.PostAsync("/v2/process-instances/search", $$$"""{"filter":{"businessId":"{{{reference}}}"}}""")).Body.GetProperty("items")[0].Text("processInstanceKey");
        var (_, theirs) = await police.PostAsync("/v2/user-tasks/search", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}"}}""");
        var task = theirs.GetProperty("items").EnumerateArray().Single(item => item.Text("name") == PoliceTask);
        var (key, element) = (task.Text("userTaskKey"), task.Text("elementId"));

        foreach (var (client, sees) in new[] { (police, true), (social, false) })
        {
            foreach (var (path, json) in new[]
            {
                ("/v2/user-tasks/search", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}"}}"""),
                ("/v2/user-tasks/search", $$$"""{"filter":{"elementId":"{{{element}}}"}}"""),
                ("/v2/element-instances/search", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}"}}"""),
                ("/v2/element-instances/search", $$$"""{"filter":{"elementId":"{{{element}}}"}}"""),
            })
            {
                var (_, found) = await client.PostAsync(path, json);
                found.GetRawText().Contains(element, StringComparison.Ordinal).Should().Be(sees, "{0} {1}", path, json);
                found.GetProperty("page").GetProperty("totalItems").GetInt32().Should().Be(found.GetProperty("items").GetArrayLength(), "what is not shown is not counted");
            }

            foreach (var path in new[] { $"/v2/process-instances/{instance}/statistics/element-instances", $"/v2/process-instances/{instance}/sequence-flows" })
            {
                (await client.ReadAsync(path)).Body.GetRawText().Contains(element, StringComparison.Ordinal).Should().Be(sees, path);
            }

            (await client.PostAsync("/v2/process-instances/search", $$$"""{"filter":{"elementId":"{{{element}}}"}}""")).Body.GetProperty("items").GetArrayLength().Should().Be(sees ? 1 : 0);
            (await client.ReadAsync($"/v2/element-instances/{key}")).Status.Should().Be(sees ? 200 : 404);
            (await client.ReadAsync($"/v2/process-instances/{instance}")).Status.Should().Be(200);
            (await client.ReadAsync($"/v2/user-tasks/{key}")).Status.Should().Be(sees ? 200 : 404);
        }

        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
        (await db.Reads.Where(read => read.BusinessKey == reference && read.What == $"instance:{instance}").Select(read => read.Person).Distinct().ToListAsync())
            .Should().BeEquivalentTo("torbay-police", "torbay-social-care");
    }

    [Fact]
    public async Task What_may_not_be_read_is_not_found_by_its_value_either()
    {
        var (reference, _) = await host.RaiseAsync();
        var worker = await (await host.SignedIn("torbay-mash-social-worker")).Get($"/cases/{reference}");
        await worker.Post(Regex.Match(worker.Html, "href=\"(/tasks/\\d+)\"[^>]*>\\s*Triage the concern").Groups[1].Value,
            ("command", "complete"), ("f.riskLevel", "high"), ("f.triageReason", "Reason"), ("f.immediateDanger", "yes"), ("f.interimSafety", "With an aunt"));
        using var police = await host.ConnectAsync("torbay-police");
        using var social = await host.ConnectAsync("torbay-social-care");
        var (_, tasks) = await police.PostAsync("/v2/user-tasks/search", """{"filter":{"name":"Record the immediate safety action","state":"CREATED"},"sort":[{"field":"userTaskKey","order":"DESC"}]}""");
        var done = await police.PostAsync($"/v2/user-tasks/{tasks.GetProperty("items")[0].Text("userTaskKey")}/completion", Action);
        done.Status.Should().Be(204, done.Body.ValueKind == JsonValueKind.Object ? done.Body.Detail() : "");

        foreach (var (client, found) in new[] { (police, 1), (social, 0) })
        {
            var (_, instances) = await client.PostAsync("/v2/process-instances/search", """{"filter":{"variables":[{"name":"incidentNumber","value":"\"DC-2026-4471\""}]}}""");
            instances.GetProperty("items").GetArrayLength().Should().Be(found);
        }
    }
}
