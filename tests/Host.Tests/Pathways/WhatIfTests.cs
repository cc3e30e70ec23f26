using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Casework.Pathways.WhatIf;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;
using Xunit.Abstractions;

namespace Peninsula.Host.Tests.Pathways;

/// <summary>A version that nobody has agreed to yet, played on what really happened.</summary>
public sealed class WhatIfTests(HostFactory host, ITestOutputHelper output) : IClassFixture<HostFactory>
{
    private const string Manager = "peninsula-safeguarding-manager";
    private static int _next;

    private WorkflowEngine Workflows => host.Services.GetRequiredService<Engine>().Workflows;

    [Fact]
    public async Task Past_cases_go_on_the_live_version_as_they_went_and_a_new_step_shows_beside_it()
    {
        var process = await PastAsync(cases: 4, hours: 6);
        var manager = await host.SignedIn(Manager);
        var draft = await ChangeAsync(manager, process, xml => xml
            .Replace("<bpmn:endEvent", """<bpmn:userTask id="nurse" name="Ask the school nurse" /><bpmn:sequenceFlow id="f9" sourceRef="nurse" targetRef="e" /><bpmn:endEvent""", StringComparison.Ordinal)
            .Replace("sourceRef=\"write\" targetRef=\"e\"", "sourceRef=\"write\" targetRef=\"nurse\"", StringComparison.Ordinal));

        await manager.Get($"{draft}/what-if");
        await manager.Post($"{draft}/what-if", ("past", "4"), ("simulated", "0"));
        await OverAsync(manager);

        manager.Text.Should().Contain("4 cases played on both versions");
        manager.Text.Should().MatchRegex("Tasks 8 12").And.MatchRegex("Ask the school nurse 0 4 0 0").And.MatchRegex("Listen to the child 4 4 0 0");
        manager.Text.Should().MatchRegex("took no longer than 12 hours 2 days").And.MatchRegex("Cases that ended within a year 4 4");
    }

    [Fact]
    public async Task A_year_is_simulated_from_what_was_and_is_the_same_each_time()
    {
        var process = await PastAsync(cases: 3, hours: 5);
        var past = await host.Services.GetRequiredService<PastCases>().ReadAsync(process, 100, CancellationToken.None);

        var (first, again) = (PastCases.Simulate(past, host.Clock.GetCurrentInstant(), 20, 7), PastCases.Simulate(past, host.Clock.GetCurrentInstant(), 20, 7));

        past.Should().HaveCount(3).And.OnlyContain(item => item.Answers.Count == 2);
        first.Select(item => item.Began).Should().Equal(again.Select(item => item.Began));
        first.Should().OnlyContain(item => item.Began - host.Clock.GetCurrentInstant() < Duration.FromDays(365) && item.Answers.Count == 2);
    }

    [Fact]
    public async Task It_can_be_stopped_and_asked_again()
    {
        var process = await PastAsync(cases: 2, hours: 5);
        var manager = await host.SignedIn(Manager);
        var draft = await ChangeAsync(manager, process, xml => xml.Replace("Write it down", "Write all of it down", StringComparison.Ordinal));
        await manager.Get($"{draft}/what-if");
        await manager.Post($"{draft}/what-if", ("past", "1001"), ("simulated", ""));
        manager.Text.Should().Contain("Enter how many past cases, up to 1,000").And.Contain("Enter how many cases a year may bring");

        await manager.Post($"{draft}/what-if", ("past", "2"), ("simulated", "1000"));
        var shown = manager.Response.Headers.Location!.OriginalString;
        await manager.Get(shown);
        await manager.Post($"{shown}/stop");
        await manager.Follow();
        await OverAsync(manager);

        manager.Text.Should().MatchRegex("It was stopped|1,002 cases played");
        (await (await host.SignedIn("torbay-mash-social-worker")).Get(shown)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    /// <summary>The whole safeguarding pathway with what it calls, a thousand times on each version: on demand, because it takes its time.</summary>
    [Fact]
    public async Task A_thousand_cases_of_the_longest_pathway_are_played_within_a_minute()
    {
        if (Environment.GetEnvironmentVariable("WHAT_IF_CASES") is not { Length: > 0 } wanted)
        {
            return;
        }

        using var seeded = new HostFactory { Seed = true };
        var engine = seeded.Services.GetRequiredService<Engine>().Workflows;
        var service = seeded.Services.GetRequiredService<WhatIfService>();
        var count = int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        var run = service.Find(service.Begin(1, "cse-concern", engine.Catalog.Newest(ResourceKind.Process, "cse-concern")!.Content, 64, count - 64, "test"))!;
        while (!run.IsOver)
        {
            await Task.Delay(100);
        }

        output.WriteLine($"{run.Result?.Cases} cases on both versions in {watch.Elapsed.TotalSeconds:0.0} s {run.Problem}");
        run.Problem.Should().BeNull();
        run.Result!.Overall.Should().OnlyContain(line => line.Live == line.Candidate, "both are the same version");
    }

    private async Task<string> PastAsync(int cases, int hours)
    {
        var process = $"past-{Interlocked.Increment(ref _next)}";
        var xml = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:example">
              <bpmn:process id="{process}" name="Listening" isExecutable="true">
                <bpmn:startEvent id="s" />
                <bpmn:userTask id="listen" name="Listen to the child"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
                <bpmn:userTask id="write" name="Write it down"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="listen" /><bpmn:sequenceFlow id="f2" sourceRef="listen" targetRef="write" /><bpmn:sequenceFlow id="f3" sourceRef="write" targetRef="e" />
              </bpmn:process>
            </bpmn:definitions>
            """;
        (await Workflows.DeployAsync([new DeploymentFile($"{process}.bpmn", Encoding.UTF8.GetBytes(xml))])).IsDeployed.Should().BeTrue();
        for (var i = 0; i < cases; i++)
        {
            var instance = (await Workflows.StartAsync(new StartRequest { ProcessId = process, BusinessKey = $"{process}-{i}" })).InstanceKey;
            foreach (var element in new[] { "listen", "write" })
            {
                host.Clock.AdvanceHours(hours);
                var task = (await Workflows.InspectAsync(instance))!.Elements.Single(row => row.ElementId == element).Key;
                (await Workflows.ExecuteAsync(instance, new CompleteTask(task, FeelContext.Empty))).IsAccepted.Should().BeTrue();
            }
        }

        return process;
    }

    private static async Task<string> ChangeAsync(Browser manager, string process, Func<string, string> change)
    {
        await manager.Get($"/pathways/{process}");
        await manager.Post($"/pathways/{process}/change");
        var draft = manager.Response.Headers.Location!.OriginalString;
        await manager.Get($"{draft}/check");
        var token = Regex.Match(manager.Html, "name=\"antiforgery\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        await manager.Get($"{draft}/file");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{draft}/file?revision=0", UriKind.Relative)) { Content = new StringContent(change(manager.Html)) };
        request.Headers.Add("X-Antiforgery", token);
        (await manager.Send(request)).Should().Be(HttpStatusCode.OK);
        return draft;
    }

    private static async Task OverAsync(Browser manager)
    {
        await manager.Follow();
        for (var look = 0; look < 600 && manager.Html.Contains("app-reload", StringComparison.Ordinal); look++)
        {
            await Task.Delay(100);
            await manager.Get(manager.Response.RequestMessage!.RequestUri!.PathAndQuery);
        }
    }
}
