using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Tests.Security.Doors;

namespace Peninsula.Host.Tests.Security.Rights;

/// <summary>
/// Every route of the interfaces for other systems by every kind of system, on a case of their area and on another's, by
/// item class. The rows come from the routes themselves, as those of the pages do: a new route is a new row, and the matrix
/// no longer agrees with the approved one until somebody has read it.
/// </summary>
public sealed class SystemRightsTests(HostFactory host) : IClassFixture<HostFactory>
{
    private static readonly string[] Clients =
    [
        "nobody", "torbay-social-care", "torbay-police", "torbay-health", "torbay-education", "torbay-housing", "torbay-partnership", "plymouth-social-care", "plymouth-partnership",
    ];

    // What ends the subject of a row comes after everything that looks at it.
    private static readonly string[] Last = ["completion", "cancellation", "modification", "migration", "deletion", "answer"];

    [Fact]
    public async Task Every_route_answers_each_system_as_approved()
    {
        var subjects = await new RightsWorld(host).BuildAsync();
        var clients = new Dictionary<string, HttpClient>();
        foreach (var client in Clients)
        {
            clients[client] = client == "nobody" ? host.CreateClient() : await host.ConnectAsync(client);
        }

        var rows = new List<(string Row, IReadOnlyList<bool> Cells)>();
        foreach (var (method, template, body) in Routes())
        {
            foreach (var (about, address) in Addresses(template, subjects))
            {
                var cells = new List<bool>();
                foreach (var client in Clients)
                {
                    cells.Add(await IsAnsweredAsync(clients[client], method, address, body));
                }

                rows.Add(($"| {method} /{template} | {about} |", cells));
            }
        }

        var all = rows.SelectMany(row => row.Cells).ToList();
        var written = Write(rows, all.Count, all.Count(yes => yes));
        var approved = Path.Combine(Folder(), "rights-matrix-systems.md");
        if (Environment.GetEnvironmentVariable("PENINSULA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(approved, written);
        }

        written.Split('\n').Should().Equal((await File.ReadAllTextAsync(approved)).Split('\n'), "the rights are as approved; when they are meant to change, read the difference and run with PENINSULA_APPROVE=1");
        rows.Should().OnlyContain(row => !row.Cells[0], "without a token nothing is answered");
        rows.Where(row => row.Row.Contains("| plymouth", StringComparison.Ordinal)).Should().NotBeEmpty().And.OnlyContain(row => row.Cells.Skip(1).Take(6).All(yes => !yes), "no system of Torbay reaches what is Plymouth's");
        rows.Where(row => row.Row.Contains("| torbay", StringComparison.Ordinal)).Should().NotBeEmpty().And.OnlyContain(row => row.Cells.Skip(7).All(yes => !yes), "no system of Plymouth reaches what is Torbay's");
    }

    private IEnumerable<(string Method, string Template, string? Body)> Routes() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
        where action is not null && action.ControllerTypeInfo.IsAssignableTo(typeof(ApiController))
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let template = endpoint.RoutePattern.RawText!.TrimStart('/')
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        orderby Array.IndexOf(Last, template.Split('/')[^1]), template, method
        select (method, template, Body(action));

    private static IEnumerable<(string About, string Address)> Addresses(string template, IReadOnlyList<RightsSubject> subjects)
    {
        var kind = template.Contains("{userTaskKey}", StringComparison.Ordinal) ? "tasks"
            : template.Contains("elementInstanceKey", StringComparison.OrdinalIgnoreCase) ? "tasks"
            : template.Contains("{processInstanceKey}", StringComparison.Ordinal) || template.Contains("{reference}", StringComparison.Ordinal) ? "cases"
            : template.Contains("escalations/{key}", StringComparison.Ordinal) ? "escalations" : "";
        if (kind.Length == 0)
        {
            Keys(template).Should().BeSubsetOf(Subjectless, "{0}: say what the key is of, so that the row is asked about something that is there", template);
            yield return ("", "/" + Filled(template, _ => null));
            yield break;
        }

        foreach (var subject in subjects.Where(subject => subject.Kind == kind))
        {
            yield return ($"{subject.Area} {subject.What}".Trim(), "/" + Filled(template, name =>
                name == "reference" ? subject.Values["reference"] : name == "processInstanceKey" ? subject.Values["instanceKey"] : subject.Values.GetValueOrDefault("key")));
        }
    }

    // Keys of what no kind of subject stands for: asked for something that is nobody's, a system that may use the route is told so.
    private static readonly HashSet<string> Subjectless =
    [
        "processDefinitionKey", "processId", "decisionDefinitionKey", "decisionRequirementsKey", "decisionEvaluationKey", "decisionEvaluationInstanceKey",
        "resourceKey", "batchOperationKey", "incidentKey", "variableKey", "jobKey", "adHocSubProcessInstanceKey", "person", "family", "what", "**rest",
    ];

    private static IEnumerable<string> Keys(string template) => template.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}').Split(':', '?')[0]);

    private static string Filled(string template, Func<string, string?> value) => string.Join('/', template.Split('/').Select(part =>
        part.StartsWith('{') ? value(part.Trim('{', '}').Split(':', '?')[0]) ?? (part.Contains("rocessId", StringComparison.Ordinal) ? "cse-concern" : "1") : part));

    private static async Task<bool> IsAnsweredAsync(HttpClient client, string method, string address, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        if (method is not ("GET" or "DELETE"))
        {
            request.Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        var response = await client.SendAsync(request);
        response.StatusCode.Should().NotBe(HttpStatusCode.InternalServerError, "{0} {1}", method, address);
        return response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.NotImplemented);
    }

    // The least that the route can read: a request that is refused for its form says nothing of rights.
    private static string? Body(ControllerActionDescriptor action) =>
        action.Parameters.OfType<ControllerParameterDescriptor>().FirstOrDefault(parameter => parameter.BindingInfo?.BindingSource?.Id == "Body") is { } given
            ? Least(given.ParameterType)?.ToJsonString() : null;

    private static JsonNode? Least(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(Key))
        {
            return "1";
        }

        if (type == typeof(bool))
        {
            return false;
        }

        if (type.IsPrimitive)
        {
            return 1;
        }

        if (type == typeof(FeelContext))
        {
            return new JsonObject();
        }

        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            return new JsonArray();
        }

        var body = new JsonObject();
        foreach (var property in type.GetProperties().Where(property => property.GetCustomAttribute<RequiredMemberAttribute>() is not null))
        {
            body[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = Least(property.PropertyType);
        }

        if (type.GetProperty("RequestTimeout") is not null)
        {
            // Nobody waits here for work to come.
            body["requestTimeout"] = -1;
        }

        return body;
    }

    private static string Write(List<(string Row, IReadOnlyList<bool> Cells)> rows, int cells, int allowed)
    {
        var text = new StringBuilder("# The rights matrix of other systems\n\n")
            .Append("Every route of the interfaces by every kind of system: whether it answers (yes) or is as if it were not there, or not theirs. Written by `SystemRightsTests`.\n\n")
            .Append("| Route | About | ").AppendJoin(" | ", Clients).Append(" |\n").Append("|---|---|").Append(string.Concat(Clients.Select(_ => "---|"))).Append('\n');
        foreach (var (row, answers) in rows)
        {
            text.Append(row).Append(' ').AppendJoin(" | ", answers.Select(yes => yes ? "yes" : "-")).Append(" |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{cells} cells, {allowed} of them yes.\n").ToString();
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
