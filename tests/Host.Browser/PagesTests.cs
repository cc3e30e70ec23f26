namespace Peninsula.Host.Browser;

/// <summary>Every page, and its error state, is accessible and keeps to the content security policy.</summary>
[Collection("browser")]
public sealed class PagesTests(BrowserHost host)
{
    [Theory]
    [InlineData("front", "/")]
    [InlineData("sign-in", "/account/sign-in")]
    [InlineData("accessibility", "/accessibility")]
    [InlineData("not-found", "/error/404")]
    [InlineData("forbidden", "/error/403")]
    [InlineData("expired", "/error/400")]
    [InlineData("failed", "/error/500")]
    public async Task Pages_for_everybody(string name, string address)
    {
        var visitor = await (await host.OpenAsync()).Go(address);

        await visitor.Picture(name);
        await visitor.ShouldBeAccessible(name);
    }

    [Theory]
    [InlineData("work", "torbay-mash-manager", "/work")]
    [InlineData("work-nurse", "plymouth-safeguarding-nurse", "/work")]
    [InlineData("concern-start", "torbay-school-lead", "/concerns")]
    [InlineData("inbox", "torbay-mash-manager", "/inbox")]
    [InlineData("oversight-macse", "plymouth-macse-chair", "/oversight")]
    [InlineData("oversight-board", "torbay-board-chair", "/oversight")]
    public async Task Pages_of_a_role(string name, string persona, string address)
    {
        var visitor = await (await (await host.OpenAsync()).As(persona)).Go(address);

        await visitor.Picture(name);
        await visitor.ShouldBeAccessible(name);
    }

    [Fact]
    public async Task A_case_with_its_drawing_and_the_same_in_words()
    {
        var visitor = await (await host.OpenAsync()).As("torbay-mash-manager");
        await visitor.Go(await CaseAsync(visitor));
        // Steps in words first: they are what stays without JavaScript.
        (await visitor.Page.Locator(".app-steps .govuk-tag:has-text('Now')").CountAsync()).Should().BeGreaterThan(0);
        await visitor.Page.WaitForSelectorAsync(".djs-container svg .app-diagram-current");
        (await visitor.Page.Locator(".bjs-powered-by").First.IsVisibleAsync()).Should().BeTrue("its licence asks for the watermark");

        await visitor.Picture("case");
        await visitor.ShouldBeAccessible("case");
    }

    [Fact]
    public async Task A_case_without_JavaScript()
    {
        var visitor = await (await host.OpenAsync(javaScript: false)).As("torbay-mash-manager");
        await visitor.Go(await CaseAsync(visitor));

        (await visitor.Page.Locator(".app-diagram:visible").CountAsync()).Should().Be(0);
        (await visitor.Page.Locator(".app-steps .govuk-tag:has-text('Now')").CountAsync()).Should().BeGreaterThan(0);
        await visitor.Picture("case-without-javascript");
    }

    private static async Task<string> CaseAsync(Visitor visitor)
    {
        await visitor.Go("/work");
        var fact = await visitor.Page.Locator(".app-worklist__facts").First.InnerTextAsync();
        return "/cases/" + fact.Split(' ')[0];
    }

    [Fact]
    public async Task A_task_and_its_error_state()
    {
        var visitor = await (await host.OpenAsync()).As("torbay-mash-social-worker");
        await visitor.Page.ClickAsync(".app-worklist__title a:has-text('Triage the concern')");
        await visitor.Picture("task");
        await visitor.ShouldBeAccessible("task");

        await visitor.Page.ClickAsync("button:has-text('Complete task')");

        await visitor.Picture("task-errors");
        (await visitor.Page.TitleAsync()).Should().StartWith("Error: ");
        await visitor.ShouldBeAccessible("task with errors");
        await visitor.Page.Locator(".govuk-error-summary a").First.ClickAsync();
        (await visitor.Page.EvaluateAsync<bool>("document.activeElement.matches('input, textarea, select')")).Should().BeTrue("the summary leads to the field");
    }

    [Fact]
    public async Task Of_two_people_at_one_task_the_second_is_told_who_was_first_and_keeps_what_they_wrote()
    {
        var one = await (await host.OpenAsync()).As("cornwall-mash-social-worker");
        var other = await (await host.OpenAsync()).As("cornwall-mash-manager");
        await one.Page.ClickAsync(".app-worklist__title a:has-text('Triage the concern')");
        await other.Go(new Uri(one.Page.Url).AbsolutePath);
        foreach (var (visitor, reason) in new[] { (one, "I was first."), (other, "I was second, after a long thought.") })
        {
            await FormFilling.FillAsync(visitor.Page, new Dictionary<string, string> { ["triageReason"] = reason, ["immediateDanger"] = "no", ["riskLevel"] = "medium" }, host.Clock.GetCurrentInstant());
        }

        await Task.WhenAll(one.Page.ClickAsync("button:has-text('Complete task')"), other.Page.ClickAsync("button:has-text('Complete task')"));

        var (done, late) = one.Page.Url.EndsWith("/work", StringComparison.Ordinal) ? (one, other) : (other, one);
        done.Page.Url.Should().EndWith("/work");
        var told = await late.Page.Locator("main").InnerTextAsync();
        told.Should().Contain("This task is already done").And.Contain("MASH").And.Contain("23 November 2026").And.Contain(late == one ? "I was first." : "I was second, after a long thought.");
        await late.Picture("task-already-done");
        await late.Page.ReloadAsync();
        (await late.Page.Locator("main").InnerTextAsync()).Should().Contain("What you had written", "the draft is kept");
        await done.Page.Context.CloseAsync();
        await late.Page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_comes_up_with_the_answer_that_asks_for_it(bool javaScript)
    {
        var visitor = await (await host.OpenAsync(javaScript)).As("torbay-school-lead");
        await visitor.Go("/concerns");
        await visitor.Page.ClickAsync("main button:has-text('Start')");
        await visitor.Go(new Uri(visitor.Page.Url).AbsolutePath[..^1] + "3");
        var detail = visitor.Page.Locator("[name='f.onlineDetail']");
        (await detail.CountAsync()).Should().Be(0);

        await visitor.Page.CheckAsync("[name='f.onlineConcern'][value='yes']");
        if (!javaScript)
        {
            await visitor.Page.ClickAsync("button:has-text('Save and continue')");
        }

        await detail.FillAsync("Messages at night");
        if (javaScript)
        {
            await visitor.ShouldBeAccessible("a question that came up");
            await visitor.Page.CheckAsync("[name='f.onlineConcern'][value='no']");
            await detail.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
            await visitor.Page.CheckAsync("[name='f.onlineConcern'][value='yes']");
            await detail.WaitForAsync();
            (await detail.InputValueAsync()).Should().Be("Messages at night", "changing one's mind loses nothing");
        }

        await visitor.Page.ClickAsync("button:has-text('Save and continue')");
        visitor.Page.Url.Should().EndWith("/4");
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task At_the_width_of_a_phone_nothing_is_pushed_sideways()
    {
        var visitor = await (await host.OpenAsync(width: 320)).As("torbay-mash-manager");
        foreach (var address in new[] { "/work", "/concerns", await CaseAsync(visitor), "/inbox" })
        {
            await visitor.Go(address);
            await visitor.Picture("phone" + address.Split('-')[0].Replace('/', '-'));
            (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320, address);
        }
    }
}
