using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Tests.Api;
using Peninsula.Host.Tests.Features;
using Peninsula.Persistence;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>A task is given and done by the same rules whether a page or an agency's system asks.</summary>
public sealed partial class TaskDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("torbay-board-chair")]
    [InlineData("torbay-housing-officer")]
    [InlineData("plymouth-mash-social-worker")]
    [InlineData("peninsula-safeguarding-manager")]
    [InlineData("plymouth-social-care")]
    [InlineData("nobody-of-that-name")]
    public async Task A_task_is_given_to_nobody_outside_the_team_that_owes_it(string assignee)
    {
        var (_, task) = await TriageAsync();
        using var system = await host.ConnectAsync("torbay-social-care");

        var (status, problem) = await system.PostAsync($"/v2/user-tasks/{task}/assignment", $$"""{"assignee":"{{assignee}}"}""");

        status.Should().Be(400);
        problem.Detail().Should().Contain("cannot hold this task").And.NotContain(assignee, "who works where is not for asking by trial");
        (await AssigneeAsync(task)).Should().BeNull();
        if (assignee.Contains("chair"))
        {
            (await (await host.SignedIn(assignee)).Get($"/tasks/{task}")).Status.Should().Be(System.Net.HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("torbay-mash-social-worker")]
    [InlineData("torbay-mash-manager")]
    [InlineData("torbay-social-care-service-manager")]
    [InlineData("torbay-social-care")]
    public async Task A_task_is_given_to_whoever_works_in_the_team_that_owes_it_or_answers_for_it(string assignee)
    {
        var (_, task) = await TriageAsync();
        using var system = await host.ConnectAsync("torbay-social-care");

        (await system.PostAsync($"/v2/user-tasks/{task}/assignment", $$"""{"assignee":"{{assignee}}"}""")).Status.Should().Be(204);

        (await AssigneeAsync(task)).Should().Be(assignee);
        (await system.SendAsync(HttpMethod.Delete, $"/v2/user-tasks/{task}/assignee")).Status.Should().Be(204);
        (await AssigneeAsync(task)).Should().BeNull();
    }

    [Theory]
    [InlineData("{}", "triageReason", "riskLevel")]
    [InlineData("""{"variables":{"immediateDanger":"no","riskLevel":"medium","triageReason":"Seen"}}""", "interimSafety", "Enter")]
    [InlineData("""{"variables":{"immediateDanger":"no","riskLevel":"extreme","triageReason":"Seen","interimSafety":"With an aunt"}}""", "riskLevel", "options")]
    [InlineData("""{"variables":{"immediateDanger":"no","riskLevel":"medium","triageReason":"Seen","interimSafety":"With an aunt","area":"plymouth"}}""", "area", "Leave it out")]
    [InlineData("""{"variables":{"immediateDanger":"no","riskLevel":"medium","triageReason":"Seen","interimSafety":"With an aunt","childName":"Somebody Else"}}""", "childName", "Leave it out")]
    [InlineData("""{"variables":{"immediateDanger":"no","riskLevel":"medium","triageReason":7,"interimSafety":"With an aunt"}}""", "triageReason", "give a text")]
    [InlineData("""{"variables":{"immediateDanger":"no","riskLevel":"medium","triageReason":"Seen","interimSafety":{"a":1}}}""", "interimSafety", "give a text")]
    public async Task A_system_answers_what_the_page_asks_and_nothing_else(string json, params string[] said)
    {
        var (_, task) = await TriageAsync();
        using var system = await host.ConnectAsync("torbay-social-care");

        var (status, problem) = await system.PostAsync($"/v2/user-tasks/{task}/completion", json);

        status.Should().Be(400);
        problem.Detail().Should().StartWith("Nothing was changed.").And.ContainAll(said);
        (await StateAsync(task)).Variables["area"].Should().Be((Decisions.Feel.Values.FeelValue)"torbay");
        (await (await host.SignedIn("torbay-mash-social-worker")).Get($"/tasks/{task}")).Text.Should().Contain("Complete task");
    }

    [Fact]
    public async Task A_system_that_answers_as_the_page_does_completes_the_task()
    {
        var (reference, task) = await TriageAsync();
        using var system = await host.ConnectAsync("torbay-social-care");
        const string Answers = """{"variables":{"immediateDanger":"no","riskLevel":"medium","triageReason":"Seen","interimSafety":"With an aunt"}}""";

        (await system.PostAsync($"/v2/user-tasks/{task}/completion", Answers)).Status.Should().Be(204);

        (await system.PostAsync($"/v2/user-tasks/{task}/completion", Answers)).Status.Should().Be(409);
        (await (await host.SignedIn("torbay-mash-social-worker")).Get($"/cases/{reference}")).Text.Should().Contain("Screen for exploitation");
    }

    [Theory]
    [InlineData("torbay-police")]
    [InlineData("plymouth-social-care")]
    public async Task Another_agency_s_system_finds_no_such_task(string client)
    {
        var (_, task) = await TriageAsync();
        using var system = await host.ConnectAsync(client);

        (await system.PostAsync($"/v2/user-tasks/{task}/completion")).Status.Should().Be(404);
        (await system.PostAsync($"/v2/user-tasks/{task}/assignment", $$"""{"assignee":"{{client}}"}""")).Status.Should().Be(404);
    }

    private async Task<(string Reference, string Task)> TriageAsync()
    {
        var (reference, lead) = await host.RaiseAsync();
        await lead.Get($"/cases/{reference}");
        return (reference, TaskKey().Match(lead.Html).Groups[1].Value);
    }

    private async Task<string?> AssigneeAsync(string task)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
        var key = long.Parse(task, System.Globalization.CultureInfo.InvariantCulture);
        return await db.Tasks.Where(row => row.Key == key).Select(row => row.Assignee).SingleAsync();
    }

    private async Task<InstanceState> StateAsync(string task)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
        var key = long.Parse(task, System.Globalization.CultureInfo.InvariantCulture);
        var instance = await db.Tasks.Where(row => row.Key == key).Select(row => row.InstanceKey).SingleAsync();
        return (await host.Services.GetRequiredService<Engine>().Workflows.InspectAsync(instance))!;
    }

    [GeneratedRegex("/tasks/(\\d+)")]
    private static partial Regex TaskKey();
}
