using System.Net;
using System.Text;

namespace Peninsula.Host.Tests.Api;

/// <summary>What is wrong is refused as a problem that says what to do, and nothing of it is done.</summary>
public sealed class BadInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/v2/process-instances/search", """{"filter":{"colour":"red"}}""", "There is no field \"colour\"")]
    [InlineData("/v2/process-instances/search", """{"colour":1}""", "colour")]
    [InlineData("/v2/process-instances/search", """{"page":{"after":"bm9uc2Vuc2U="}}""", "cursor")]
    [InlineData("/v2/process-instances/search", """{"page":{"limit":0}}""", "limit")]
    [InlineData("/v2/process-instances/search", """{"sort":[{"field":"hasIncident"}]}""", "sorted")]
    [InlineData("/v2/process-instances/search", """{"filter":{"state":"ASLEEP"}}""", "ACTIVE, COMPLETED, TERMINATED")]
    [InlineData("/v2/process-instances", """{"processDefinitionKey":1.7}""", "string of decimal digits")]
    [InlineData("/v2/process-instances", "{}", "processDefinitionId or processDefinitionKey")]
    [InlineData("/v2/process-instances", "{", "JSON")]
    [InlineData("/v2/jobs/activation", """{"type":"x","timeout":0,"maxJobsToActivate":1}""", "timeout")]
    public async Task A_request_that_cannot_be_read_says_what_to_do(string path, string json, string words)
    {
        using var client = await host.ConnectAsync();

        var (status, problem) = await client.PostAsync(path, json);

        status.Should().Be(400);
        problem.Detail().Should().Contain(words).And.NotBeEmpty();
        problem.Text("title").Should().Be("INVALID_ARGUMENT");
    }

    [Fact]
    public async Task Json_ten_thousand_levels_deep_is_refused()
    {
        using var client = await host.ConnectAsync();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);

        var (status, problem) = await client.PostAsync("/v2/process-instances", $$"""{"processDefinitionId":"cse-concern","variables":{{deep}}}""");

        status.Should().Be(400);
        problem.Detail().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"cse-concern","variables":{"childName":"Ro\u0000bin"}}""")]
    [InlineData("/v2/process-instances/search", """{"filter":{"processDefinitionId":"\u0000"}}""")]
    [InlineData("/api/v1/concerns", """{"concernSummary":"\u0000"}""")]
    public async Task A_null_character_is_no_text(string path, string json)
    {
        using var client = await host.ConnectAsync();

        var (status, problem) = await client.PostAsync(path, json);

        status.Should().Be(400);
        problem.Detail().Should().Contain("null character");
    }

    [Fact]
    public async Task A_backslash_before_u0000_is_text()
    {
        using var client = await host.ConnectAsync();

        var (status, _) = await client.PostAsync("/v2/process-instances/search", """{"filter":{"processDefinitionId":"\\u0000"}}""");

        status.Should().Be(200);
    }

    [Fact]
    public async Task A_page_of_70_MB_is_refused_in_plain_words()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(host.Address) };
        await new Browser(client).SignIn("torbay-school-lead");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/concerns", UriKind.Relative));
        request.Content = new StringContent("note=" + new string('x', 70 * 1024 * 1024), Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.ExpectContinue = true;

        var answer = await client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("That is more than this service takes");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var client = await host.ConnectAsync();
        // Asked before it is sent: the host may end the connection while a body that it refused is still on its way.
        client.DefaultRequestHeaders.ExpectContinue = true;
        var large = new StringBuilder().Append('x', 3 * 1024 * 1024);

        var (status, problem) = await client.PostAsync("/v2/process-instances", $$"""{"processDefinitionId":"{{large}}"}""");

        status.Should().Be(413);
        problem.Detail().Should().Contain("2 MB");
    }

    [Theory]
    [InlineData("/v2/process-instances/12345/cancellation", "process instance 12345")]
    [InlineData("/v2/incidents/12345/resolution", "incident 12345")]
    [InlineData("/v2/batch-operations/12345/suspension", "batch operation 12345")]
    public async Task A_change_of_what_is_not_there_says_what_was_meant(string path, string what)
    {
        using var client = await host.ConnectAsync();

        var (status, problem) = await client.PostAsync(path);

        status.Should().Be(404);
        problem.Detail().Should().Contain(what);
    }

    [Theory]
    [InlineData("/v2/process-instances/12345")]
    [InlineData("/v2/user-tasks/12345")]
    [InlineData("/v2/element-instances/12345")]
    [InlineData("/v2/variables/12345")]
    [InlineData("/v2/incidents/12345")]
    [InlineData("/v2/decision-definitions/12345")]
    [InlineData("/v2/nothing-of-the-kind")]
    public async Task What_is_not_there_is_a_problem_too(string path)
    {
        using var client = await host.ConnectAsync();

        var (status, problem) = await client.ReadAsync(path);

        status.Should().Be(404);
        problem.Detail().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_deployment_with_one_bad_file_deploys_none()
    {
        using var client = await host.ConnectAsync();
        var good = await File.ReadAllTextAsync(Path.Combine(Node.Folder("tests", "ApiClient", "life"), "quick.bpmn"));

        var (status, problem) = await client.DeployAsync(("a.bpmn", good.Replace("\"quick\"", "\"never\"", StringComparison.Ordinal)), ("b.form", "{}"), ("c.txt", "hello"));

        status.Should().Be(400);
        problem.Detail().Should().Contain("b.form").And.Contain("c.txt");
        var (_, found) = await client.PostAsync("/v2/process-definitions/search", """{"filter":{"processDefinitionId":"never"}}""");
        found.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_cookie_opens_nothing()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = new Uri(host.Address) };
        await new Browser(browser).SignIn("administrator");

        var answer = await browser.GetAsync(new Uri("/v2/topology", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task A_wrong_secret_gives_no_token()
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "torbay-police", ["client_secret"] = "guess" });

        var answer = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
