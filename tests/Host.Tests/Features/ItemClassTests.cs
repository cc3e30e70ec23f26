using System.Net;
using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests.Features;

/// <summary>A task of a closed class leaves no trace for those on the case to whom it is not open.</summary>
public sealed class ItemClassTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string PoliceTask = "Record the immediate safety action";

    [Fact]
    public async Task What_the_police_do_is_told_to_the_police_alone()
    {
        var (reference, lead) = await host.RaiseAsync();
        var worker = await (await host.SignedIn("torbay-mash-social-worker")).Get($"/cases/{reference}");
        await worker.Post(Task(worker, "Triage the concern"), ("command", "complete"), ("f.riskLevel", "high"), ("f.triageReason", "Reason"), ("f.immediateDanger", "yes"), ("f.interimSafety", "With an aunt"));

        var officer = await (await host.SignedIn("torbay-police-mash-officer")).Get($"/cases/{reference}");
        officer.Text.Should().Contain($"Asked: {PoliceTask}");
        var task = Task(officer, PoliceTask);
        foreach (var other in new[] { lead, worker })
        {
            (await other.Get($"/cases/{reference}")).Text.Should().Contain("Screen for exploitation").And.NotContain(PoliceTask);
            (await other.Get(task)).Status.Should().Be(HttpStatusCode.NotFound);
        }
    }

    private static string Task(Browser on, string name) => Regex.Match(on.Html, $"href=\"(/tasks/\\d+)\"[^>]*>\\s*{name}").Groups[1].Value;
}
