using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests.Features;

/// <summary>Raises a fictional concern as a school's lead in Torbay does, page by page.</summary>
internal static partial class Raising
{
    /// <summary>Every page answered, and the answers shown: nothing is sent yet.</summary>
    public static async Task<(string Id, Browser Lead)> ReadyToSendAsync(this HostFactory host, string summary = "Something worrying")
    {
        var lead = await host.SignedIn("torbay-school-lead");
        return (await lead.WriteConcernAsync(summary), lead);
    }

    /// <summary>Every page answered by whoever is signed in; gives the draft's id.</summary>
    public static async Task<string> WriteConcernAsync(this Browser lead, string summary)
    {
        await lead.Get("/concerns");
        await lead.Post("/concerns");
        await lead.Follow();
        var id = lead.Response.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[2];
        (string, string)[][] pages =
        [
            [("f.childName", "Robin Testcase"), ("f.childAge", "14"), ("f.area", "torbay"), ("f.learningDisability", "no")],
            [("f.concernSummary", summary), ("f.concernSeenOn-day", "20"), ("f.concernSeenOn-month", "11"), ("f.concernSeenOn-year", "2026"), ("f.immediateDanger", "no"), ("f.cseConsidered", "yes")],
            [("f.onlineConcern", "no")],
            [("f.parentsAware", "yes")],
            [("f.referrerName", "E. Pennywhistle"), ("f.referrerRole", "School lead"), ("f.referrerContact", "01632 960 001"), ("f.lawfulBasis", "safeguarding")],
        ];
        for (var page = 1; page <= pages.Length; page++)
        {
            await lead.Post($"/concerns/{id}/{page}", pages[page - 1]);
            await lead.Follow();
        }

        lead.Text.Should().Contain("Check your answers");
        return id;
    }

    /// <summary>A concern that is sent; gives the case's reference.</summary>
    public static async Task<(string Reference, Browser Lead)> RaiseAsync(this HostFactory host, string summary = "Something worrying")
    {
        var (id, lead) = await host.ReadyToSendAsync(summary);
        await lead.Post($"/concerns/{id}/check");
        await lead.Follow();
        lead.Text.Should().Contain("Concern sent");
        return (Reference().Match(lead.Html).Value, lead);
    }

    [GeneratedRegex("CSE-\\d{4}-\\d{6}")]
    private static partial Regex Reference();
}
