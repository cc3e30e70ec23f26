using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Tests.Security.Rights;

/// <summary>
/// Every route by every role, on a case of their area and on another's, by item class. The rows come from the routes
/// themselves: a new route is a new row, and the matrix no longer agrees with the approved one until somebody has read it.
/// </summary>
public sealed class RightsMatrixTests(HostFactory host) : IClassFixture<HostFactory>
{
    private static readonly string[] Roles =
    [
        "nobody", "torbay-school-lead", "torbay-mash-social-worker", "torbay-mash-manager", "torbay-police-mash-officer", "torbay-named-nurse",
        "torbay-housing-officer", "torbay-social-care-service-manager", "torbay-macse-chair", "torbay-board-chair", "plymouth-mash-social-worker",
        "peninsula-safeguarding-manager", "administrator",
    ];

    [Fact]
    public async Task Every_route_answers_each_role_as_approved()
    {
        var subjects = await new RightsWorld(host).BuildAsync();
        var rows = new List<(string Row, IReadOnlyList<bool> Cells)>();
        var browsers = new Dictionary<string, Browser>();
        foreach (var role in Roles)
        {
            browsers[role] = role == "nobody" ? host.Browser() : await host.SignedIn(role);
        }

        foreach (var (method, template, kind) in Pages())
        {
            foreach (var (about, address) in Addresses(template, kind, subjects))
            {
                var cells = new List<bool>();
                foreach (var role in Roles)
                {
                    cells.Add(await IsAnsweredAsync(browsers[role], method, address));
                }

                rows.Add(($"| {method} /{template} | {about} |", cells));
            }
        }

        rows.Should().NotBeEmpty();
        var all = rows.SelectMany(row => row.Cells).ToList();
        var written = Write(rows, all.Count, all.Count(yes => yes));
        var approved = Path.Combine(Folder(), "rights-matrix.md");
        if (Environment.GetEnvironmentVariable("PENINSULA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(approved, written);
        }

        Lines(written).Should().Equal(Lines(await File.ReadAllTextAsync(approved)), "the rights are as approved; when they are meant to change, read the difference and run with PENINSULA_APPROVE=1");
        rows.Where(row => row.Row.Contains("/cases/") || row.Row.Contains("/tasks/") || row.Row.Contains("GET /escalations/"))
            .Should().OnlyContain(row => !row.Cells[Array.IndexOf(Roles, "torbay-board-chair")], "a board chair opens no case");
        rows.Where(row => row.Row.Contains("plymouth")).Should().OnlyContain(row => row.Cells.Take(10).All(yes => !yes), "nobody of Torbay opens what is Plymouth's");
    }

    /// <summary>Pages with a person's cookie. The interfaces for other systems take none: they are asked with tokens, elsewhere.</summary>
    private IEnumerable<(string Method, string Template, string Kind)> Pages() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
        where action is not null && !action.ControllerTypeInfo.IsAssignableTo(typeof(ApiController))
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let template = endpoint.RoutePattern.RawText!.TrimStart('/')
        let method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]
        orderby template, method
        select (method, template, template.Split('/')[0]);

    private static IEnumerable<(string About, string Address)> Addresses(string template, string kind, IReadOnlyList<RightsSubject> subjects)
    {
        var of = template.StartsWith("oversight/escalations", StringComparison.Ordinal) ? "escalations" : kind == "running" ? "cases" : kind;
        var about = subjects.Where(subject => subject.Kind == of).ToList();
        if (!template.Contains('{') || about.Count == 0)
        {
            // What belongs to one person alone, or to no case, is asked for with a key that is nobody's.
            yield return ("", "/" + Filled(template, new Dictionary<string, string>()));
            yield break;
        }

        foreach (var subject in about)
        {
            yield return ($"{subject.Area} {subject.What}".Trim(), "/" + Filled(template, subject.Values));
        }
    }

    private static string Filled(string template, IReadOnlyDictionary<string, string> values) => string.Join('/', template.Split('/').Select(part =>
    {
        if (!part.StartsWith('{'))
        {
            return part;
        }

        var name = part.Trim('{', '}').Split(':', '?', '=')[0];
        return values.TryGetValue(name, out var value) ? value
            : part.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString()
            : part.Contains(":long", StringComparison.Ordinal) || part.Contains(":int", StringComparison.Ordinal) ? "1"
            : name is "reference" ? "CSE-2026-999999" : "cse-concern";
    }));

    private static async Task<bool> IsAnsweredAsync(Browser browser, string method, string address)
    {
        if (method == "GET")
        {
            await browser.Get(address);
        }
        else
        {
            // Any page has the token that a form of it would send.
            await browser.Get("/work");
            if (method == "POST")
            {
                await browser.Post(address);
            }
            else
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new StringContent("") };
                await browser.Send(request);
            }
        }

        browser.Status.Should().NotBe(HttpStatusCode.InternalServerError, "{0} {1}", method, address);
        var sentTo = browser.Response.Headers.Location?.OriginalString ?? "";
        var isTurnedAway = sentTo.Contains("/account/sign-in", StringComparison.Ordinal) || sentTo.Contains("/error/", StringComparison.Ordinal);
        return !isTurnedAway && browser.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
    }

    private static string Write(List<(string Row, IReadOnlyList<bool> Cells)> rows, int cells, int allowed)
    {
        var text = new StringBuilder("# The rights matrix\n\n")
            .Append("Every page by every role: whether it answers (yes) or is as if it were not there. Written by `RightsMatrixTests`.\n\n")
            .Append("| Route | About | ").AppendJoin(" | ", Roles).Append(" |\n").Append("|---|---|").Append(string.Concat(Roles.Select(_ => "---|"))).Append('\n');
        foreach (var (row, answers) in rows)
        {
            text.Append(row).Append(' ').AppendJoin(" | ", answers.Select(yes => yes ? "yes" : "-")).Append(" |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{cells} cells, {allowed} of them yes.\n").ToString();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
