using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Host.Browser;

/// <summary>Managers change pathways at a browser: draw, check, agree, publish, and take running cases along.</summary>
[Collection("browser")]
public sealed class PathwayJourneyTests(BrowserHost host)
{
    private const string Draws = "peninsula-safeguarding-manager";
    private const string Agrees = "peninsula-second-manager";

    private WorkflowEngine Workflows => host.Services.GetRequiredService<Engine>().Workflows;

    [Fact]
    public async Task A_new_pathway_from_blank_to_published_by_two_people()
    {
        var first = await (await (await host.OpenAsync()).As(Draws)).Go("/pathways");
        await first.ShouldBeAccessible("the list of pathways");
        await first.Picture("pathways-1-list");
        await first.Page.ClickAsync("text=Draw a new pathway");
        await first.Page.ClickAsync("main button:has-text('Continue')");
        await first.ShouldBeAccessible("a new pathway without a name");
        await first.Page.FillAsync("#name", "Home visit by the school nurse");
        await first.Page.CheckAsync("input[value='health.safeguarding']");
        await first.Page.ClickAsync("main button:has-text('Continue')");
        await first.ShouldBeAccessible("an outline");

        await first.Page.ClickAsync(".app-outline__actions a[href$='/steps/first-step']");
        await first.Page.FillAsync("#name", "Visit the child at home");
        await first.Page.SelectOptionAsync("#deadline", "agency-check-high");
        await first.Page.CheckAsync("input[name='Principles'][value='2']");
        await first.ShouldBeAccessible("a step of the outline");
        await first.Picture("pathways-2-step");
        await first.Page.ClickAsync("main button:has-text('Save')");
        await first.Page.ClickAsync("text=Check and send for review");
        await first.ShouldBeAccessible("the checks of a draft");
        await SendAsync(first, "Health asked for it after the last review");

        var second = await (await (await host.OpenAsync()).As(Agrees)).Go("/pathways/home-visit-by-the-school-nurse");
        await second.Page.ClickAsync("text=Look at it and decide");
        await second.ShouldBeAccessible("a review");
        await second.Picture("pathways-3-review");
        await AgreeAsync(second);

        (await second.Page.Locator("main").InnerTextAsync()).Should().Contain("It is published").And.Contain("Visit the child at home");
        await second.ShouldBeAccessible("a published pathway");
        await second.Picture("pathways-4-published");
        await second.Go("/pathways/home-visit-by-the-school-nurse/words");
        await second.ShouldBeAccessible("a pathway in words");
    }

    [Fact]
    public async Task A_step_with_a_deadline_in_a_live_pathway_and_200_running_cases_taken_along()
    {
        for (var i = 0; i < 200; i++)
        {
            await Workflows.StartAsync(new StartRequest { ProcessId = "therapy", BusinessKey = $"THE-2026-{i:000000}", Variables = Variables("""{"area": "torbay", "riskLevel": "medium"}"""), By = "torbay-school-lead" });
        }

        var old = Workflows.Catalog.Newest(ResourceKind.Process, "therapy")!;
        var first = await (await (await host.OpenAsync()).As(Draws)).Go("/pathways/therapy");
        await first.Page.ClickAsync("main button:has-text('Change this pathway')");
        await first.Page.ClickAsync("a[href*='flow=ask-again-to-door-open']");
        await first.Page.FillAsync("#name", "Ask the school nurse");
        await first.Page.SelectOptionAsync("#deadline", "agency-check-high");
        await first.Page.CheckAsync("input[name='Principles'][value='3']");
        await first.Page.ClickAsync("main button:has-text('Add the step')");
        await first.Page.ClickAsync("text=Check and send for review");
        var check = await first.Page.Locator("main").InnerTextAsync();
        check.Should().Contain("“Ask the school nurse” (task) is new").And.Contain("Nothing stands against publishing").And.MatchRegex("([0-9]+) of \\1 scenarios went as it should");
        await first.Picture("pathways-5-difference");
        await SendAsync(first, "The school nurse knows whether the child is ready");
        var second = await (await (await host.OpenAsync()).As(Agrees)).Go("/pathways/therapy");
        await second.Page.ClickAsync("text=Look at it and decide");
        await AgreeAsync(second);

        await first.Go("/pathways/therapy/running");
        await first.Page.Locator(".app-diagram-count").First.WaitForAsync();
        await first.ShouldBeAccessible("where running cases stand");
        await first.Picture("pathways-6-running");
        await first.Page.ClickAsync($"a[href$='/running/move/{old.Key}']");
        await first.Page.ClickAsync("main button:has-text('See what would happen')");
        (await first.Page.Locator("main").InnerTextAsync()).Should().Contain("200 cases can go. None has to stay.");
        await first.ShouldBeAccessible("a move that was tried");
        await first.Picture("pathways-7-dry-run");
        await first.Page.FillAsync("#reason", "All are to be asked");
        await first.Page.ClickAsync("main button:has-text('Move 200 cases')");
        await first.ShouldBeAccessible("a move under way");
        // The page looks again by itself while the engine works.
        await first.Page.Locator("main:has-text('200 of 200 cases dealt with')").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await first.Picture("pathways-8-moved");

        (await Workflows.Batches.SelectAsync(new InstanceSelection { DefinitionKey = old.Key })).Should().BeEmpty();
    }

    [Fact]
    public async Task The_outline_by_keyboard_alone()
    {
        var manager = await (await (await host.OpenAsync()).As(Draws)).Go("/pathways/campaign");
        var keys = new Keyboard(manager.Page);
        await keys.Reach("button:has-text('Change this pathway')");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync("**/pathways/drafts/*");
        await manager.ShouldBeAccessible("the outline by keyboard");
        await keys.Reach("a:has-text('Add a step after')");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync("**/add?flow=*");
        await keys.Reach("#name");
        await keys.TypeAsync("Ask young people first");
        await keys.Reach("#deadline");
        await keys.TypeAsync("Act on what the child said");
        await keys.Reach("input[name='Principles'][value='2']");
        await keys.PressAsync("Space");
        await keys.Reach("main button:has-text('Add the step')");
        await manager.Picture("pathways-9-keyboard");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync(url => !url.Contains("/add", StringComparison.Ordinal));
        (await manager.Page.Locator("main").InnerTextAsync()).Should().Contain("“Ask young people first” is added.").And.Contain("within 2 working days");

        await keys.Reach("a:has-text('Move Ask young people first')");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync("**/move");
        await manager.ShouldBeAccessible("moving a step");
        await keys.Reach("#place");
        await keys.PressAsync("ArrowDown");
        await keys.Reach("main button:has-text('Move it')");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync(url => !url.Contains("/move", StringComparison.Ordinal));
        (await manager.Page.Locator("main").InnerTextAsync()).Should().Contain("is moved");

        await keys.Reach("a:has-text('Take out Ask young people first')");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync("**/remove");
        await manager.ShouldBeAccessible("taking a step out");
        await keys.Reach("main button:has-text('Take it out')");
        await keys.PressAsync("Enter");
        await manager.Page.WaitForURLAsync(url => !url.Contains("/remove", StringComparison.Ordinal));
        (await manager.Page.Locator("main").InnerTextAsync()).Should().Contain("is taken out").And.NotContain("within 2 working days");
    }

    [Fact]
    public async Task Publishing_is_refused_in_words_for_three_kinds_of_problem()
    {
        var manager = await (await (await host.OpenAsync()).As(Draws)).Go("/pathways/new");
        await manager.Page.SetInputFilesAsync("#file", new FilePayload { Name = "made-elsewhere.bpmn", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(MadeElsewhere) });
        await manager.Page.ClickAsync("main button:has-text('Continue')");
        await manager.Page.ClickAsync("text=Check and send for review");
        var cannotRun = await manager.Page.Locator("main").InnerTextAsync();
        cannotRun.Should().Contain("Choose by points").And.Contain("It can be sent when nothing stands against it").And.NotContain("Send to a second manager");
        await manager.ShouldBeAccessible("what cannot run");
        await manager.Picture("pathways-10-cannot-run");

        await manager.Go("/pathways/new");
        await manager.Page.FillAsync("#name", "Never finished");
        await manager.Page.CheckAsync("input[value='health.safeguarding']");
        await manager.Page.ClickAsync("main button:has-text('Continue')");
        await manager.Page.ClickAsync("text=Check and send for review");
        (await manager.Page.Locator("main").InnerTextAsync()).Should().Contain("it has no deadline; name a timescale").And.NotContain("Send to a second manager");
        await manager.Picture("pathways-11-not-allowed");

        await manager.Go("/pathways/quality-audit");
        await manager.Page.ClickAsync("main button:has-text('Change this pathway')");
        await manager.Page.ClickAsync("a[href$='/remove'] >> nth=0");
        await manager.Page.ClickAsync("main button:has-text('Take it out')");
        await manager.Page.ClickAsync("text=Check and send for review");
        (await manager.Page.Locator("main").InnerTextAsync()).Should().MatchRegex("[0-9]+ of [0-9]+ scenarios went as it should").And.Contain("step ").And.NotContain("Send to a second manager");
        await manager.ShouldBeAccessible("scenarios that fail");
        await manager.Picture("pathways-12-scenarios");
    }

    private static async Task SendAsync(Visitor visitor, string reason)
    {
        await visitor.Page.FillAsync("#reason", reason);
        await visitor.Page.ClickAsync("main button:has-text('Send to a second manager')");
        (await visitor.Page.Locator(".govuk-notification-banner").InnerTextAsync()).Should().Contain("It is sent for review");
    }

    private static async Task AgreeAsync(Visitor visitor)
    {
        await visitor.Page.CheckAsync("input[name='decision'][value='agree']");
        await visitor.Page.FillAsync("#note", "I went through the difference");
        await visitor.Page.ClickAsync("main button:has-text('Record the decision')");
    }

    private static FeelContext Variables(string json) => FeelJson.Parse(json).TryGetContext(out var variables) ? variables : FeelContext.Empty;

    private const string MadeElsewhere = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" targetNamespace="urn:example" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0">
          <bpmn:process id="made-elsewhere" name="&lt;img src=x onerror=alert(1)&gt;" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:scriptTask id="points" name="Choose by points"><bpmn:extensionElements><zeebe:script expression="= if points then" resultVariable="level" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:scriptTask>
            <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="points" /><bpmn:sequenceFlow id="f2" sourceRef="points" targetRef="e" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>Hands on the keyboard only: what cannot be reached by Tab cannot be used.</summary>
    private sealed class Keyboard(IPage page)
    {
        private const int MostTabs = 400;

        public async Task Reach(string selector)
        {
            for (var tabs = 0; tabs < MostTabs; tabs++)
            {
                if (await page.Locator(selector).First.EvaluateAsync<bool>("element => element === document.activeElement"))
                {
                    return;
                }

                await page.Keyboard.PressAsync("Tab");
            }

            throw new InvalidOperationException($"{selector} cannot be reached by keyboard.");
        }

        public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

        public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);
    }
}
