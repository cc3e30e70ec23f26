using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Browser;

/// <summary>
/// A case from the first worry to its closing, every step of it done by a person at a browser: whoever the pathway asks
/// signs in, finds the task in their own list, and answers the form that they see.
/// </summary>
[Collection("browser")]
public sealed class JourneyTests(BrowserHost host)
{
    /// <summary>A case takes far fewer steps; one that does not end must not run for ever.</summary>
    private const int MostSteps = 80;

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["childName"] = "Wilder Foxcombe",
        ["childAge"] = "14",
        ["area"] = "torbay",
        ["immediateDanger"] = "no",
        ["riskLevel"] = "high",
        ["cseConsidered"] = "yes",
        ["disruptionNeeded"] = "yes",
        ["strategyOutcome"] = "s17",
        ["response"] = "accept",
        ["intelligenceCurrent"] = "yes",
        ["legalApproval"] = "approved",
        ["stepOutcome"] = "done",
        ["childAsked"] = "yes",
        ["reviewOutcome"] = "close",
        ["reviewedLevel"] = "low",
        ["closingAgreed"] = "yes",
        ["planChanged"] = "no",
        ["adultTransition"] = "no",
    };

    [Fact]
    public async Task From_a_school_lead_s_worry_to_the_closing_review()
    {
        var reference = await RaiseAsync();
        var escalated = false;
        var done = new List<string>();
        for (var step = 0; step < MostSteps && await StatusAsync(reference) == InstanceStatus.Running; step++)
        {
            var open = await OpenTasksAsync(reference);
            // Somebody is late with their part of the plan: time passes until it has climbed to the chair.
            if (!escalated && open.Find(task => task.ProcessId == "multi-agency-plan" && task.Agency == "housing") is { Due: { } due } late)
            {
                await host.MoveTo(due + Duration.FromDays(12));
                await DirectAsync(reference, late);
                await host.MoveTo(due + Duration.FromDays(16));
                await DirectForTheBoardAsync(reference, late);
                escalated = true;
            }
            else if (open.Count == 0)
            {
                await host.MoveTo((await host.Services.GetRequiredService<Engine>().Workflows.Store.NextTimerAsync())!.Value);
            }
            else
            {
                await DoAsync(open[0], done.Count == 0);
                done.Add($"{open[0].ProcessId}/{open[0].ElementId} ({open[0].Agency})");
            }
        }

        (await StatusAsync(reference)).Should().Be(InstanceStatus.Completed, "these were done: {0}; these are open: {1}",
            string.Join(", ", done), string.Join(", ", (await OpenTasksAsync(reference)).Select(task => task.Name)));
        escalated.Should().BeTrue();
        done.Should().Contain(task => task.StartsWith("strategy-discussion/", StringComparison.Ordinal) && task.Contains("(police)"))
            .And.Contain(task => task.StartsWith("strategy-discussion/", StringComparison.Ordinal) && task.Contains("(health)"))
            .And.Contain(task => task.StartsWith("disruption-plan/", StringComparison.Ordinal))
            .And.Contain(task => task.StartsWith("review/", StringComparison.Ordinal));
        done.Where(task => task.StartsWith("multi-agency-plan/", StringComparison.Ordinal)).Select(task => task.Split('(')[1]).Distinct().Count().Should().BeGreaterThanOrEqualTo(3);
        await LookAsync(reference);
    }

    private async Task<string> RaiseAsync()
    {
        var lead = await (await (await host.OpenAsync()).As("torbay-school-lead")).Go("/concerns");
        await lead.Page.ClickAsync("main button:has-text('Start')");
        var pages = 0;
        while (!lead.Page.Url.EndsWith("/check", StringComparison.Ordinal))
        {
            await FormFilling.FillAsync(lead.Page, Answers, host.Clock.GetCurrentInstant());
            if (pages++ == 0)
            {
                await lead.Picture("journey-1-raise");
                await lead.ShouldBeAccessible("a page of the concern");
            }

            await lead.Page.ClickAsync("button:has-text('Save and continue')");
            pages.Should().BeLessThan(30);
        }

        await lead.Picture("journey-2-check");
        await lead.ShouldBeAccessible("check your answers");
        await lead.Page.ClickAsync("button:has-text('Send the concern')");
        await lead.Picture("journey-3-raised");
        await lead.ShouldBeAccessible("concern sent");
        return (await lead.Page.Locator(".govuk-panel strong").InnerTextAsync()).Trim();
    }

    private async Task DoAsync(TaskRecord task, bool picture)
    {
        var person = await WhoAsync(task);
        var visitor = await (await (await host.OpenAsync()).As(person)).Go($"/tasks/{task.Key}");
        for (var tries = 0; visitor.Page.Url.Contains("/tasks/", StringComparison.Ordinal) && tries < 6; tries++)
        {
            // A plan needs several agencies; "Add another" is a button that works without JavaScript.
            if (tries == 0 && task.FormId == "plan-agree")
            {
                await visitor.Page.ClickAsync("button:has-text('Add another')");
                await visitor.Page.ClickAsync("button:has-text('Add another')");
            }

            await FormFilling.FillAsync(visitor.Page, Answers, host.Clock.GetCurrentInstant());
            if (picture || task.FormId == "plan-agree")
            {
                await visitor.Picture($"journey-task-{task.ElementId}");
            }

            await visitor.Page.ClickAsync("button:has-text('Complete task')");
        }

        visitor.Page.Url.Should().EndWith("/work", "{0} was done by {1}; the page says: {2}", task.Name, person, await visitor.Page.Locator("main").InnerTextAsync());
        await visitor.Page.Context.CloseAsync();
    }

    private async Task DirectAsync(string reference, TaskRecord late)
    {
        var chair = await (await (await host.OpenAsync()).As("torbay-macse-chair")).Go("/oversight");
        (await chair.Page.ContentAsync()).Should().Contain(reference, "the late task has climbed to the chair").And.NotContain(Answers["childName"]);
        await chair.Picture("journey-4-chair");
        await chair.ShouldBeAccessible("the overdue page");
        await using var db = await Database();
        var escalation = await db.Escalations.SingleAsync(row => row.TaskKey == late.Key && row.Level == "macse-chair");
        var group = chair.Page.Locator($".app-escalation:has(#direction-{escalation.Key})");
        await group.Locator("summary").ClickAsync();
        await group.Locator("textarea").FillAsync("Housing: visit this week and report to me by Friday.");
        await group.Locator("button").ClickAsync();
        (await chair.Page.Locator(".govuk-notification-banner").InnerTextAsync()).Should().Contain("Your direction was given");
        (await db.Escalations.AsNoTracking().SingleAsync(row => row.Key == escalation.Key)).AcknowledgedBy.Should().Be("torbay-macse-chair");
    }

    /// <summary>The same task, later still: it has climbed to the board, whose chair directs and learns of no child and no case.</summary>
    private async Task DirectForTheBoardAsync(string reference, TaskRecord late)
    {
        await using var db = await Database();
        var escalation = await db.Escalations.SingleAsync(row => row.TaskKey == late.Key && row.Level == "board-chair");
        var chair = await (await (await host.OpenAsync()).As("torbay-board-chair")).Go("/oversight");
        var group = chair.Page.Locator($".app-escalation:has(#direction-{escalation.Key})");
        await group.Locator("summary").ClickAsync();
        await group.Locator("textarea").FillAsync("Tell me by Friday what holds housing up.");
        await group.Locator("button").ClickAsync();
        (await chair.Page.Locator(".govuk-notification-banner").InnerTextAsync()).Should().Contain("Your direction was given");
        await chair.Picture("journey-4-board-chair");
        foreach (var page in new[] { "/oversight", "/inbox", "/work" })
        {
            await chair.Go(page);
            var html = await chair.Page.ContentAsync();
            foreach (var telling in Answers["childName"].Split(' ').Append(reference))
            {
                html.Should().NotContain(telling, "{0} is for a board chair", page);
            }
        }

        (await db.Escalations.AsNoTracking().SingleAsync(row => row.Key == escalation.Key)).AcknowledgedBy.Should().Be("torbay-board-chair");
        await AnswerAsync(escalation, late);
        await chair.Go("/oversight");
        (await chair.Page.Locator("main").InnerTextAsync()).Should().Contain("Two officers are ill");
    }

    private async Task AnswerAsync(EscalationRecord escalation, TaskRecord late)
    {
        var owing = await (await host.OpenAsync()).As(await WhoAsync(late));
        await owing.Page.ClickAsync($"a[href='/escalations/{escalation.Key}']");
        await owing.ShouldBeAccessible("an escalation");
        await owing.Page.FillAsync("#answer", "Two officers are ill; the visit is on Thursday.");
        await owing.Picture("journey-4-answer");
        await owing.Page.ClickAsync("button:has-text('Send answer')");
        (await owing.Page.Locator(".govuk-notification-banner").InnerTextAsync()).Should().Contain("Your answer was given");
    }

    private async Task LookAsync(string reference)
    {
        var lead = await (await (await host.OpenAsync()).As("torbay-school-lead")).Go($"/cases/{reference}");
        await lead.Picture("journey-5-closed");
        (await lead.Page.Locator(".moj-timeline").InnerTextAsync()).Should().Contain("Case closed").And.Contain("Direction given").And.Contain("Direction answered");
    }

    private async Task<string> WhoAsync(TaskRecord task)
    {
        await using var db = await Database();
        var groups = await db.TaskCandidates.Where(candidate => candidate.TaskKey == task.Key && candidate.IsGroup).Select(candidate => candidate.Name).ToListAsync();
        var directory = host.Services.GetRequiredService<VocabularySource>().Current.Directory;
        return groups.SelectMany(directory.MembersOf).Select(person => person.Id).FirstOrDefault()
            ?? throw new InvalidOperationException($"Nobody can do '{task.Name}' of {string.Join(", ", groups)}.");
    }

    private async Task<List<TaskRecord>> OpenTasksAsync(string reference)
    {
        await using var db = await Database();
        return await db.Tasks.Where(task => task.BusinessKey == reference && task.State == TaskState.Open).OrderBy(task => task.Key).ToListAsync();
    }

    private async Task<InstanceStatus> StatusAsync(string reference)
    {
        await using var db = await Database();
        return await db.Cases.Where(row => row.Reference == reference).Select(row => row.Status).SingleAsync();
    }

    private Task<PeninsulaDbContext> Database() => host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
}
