using Deque.AxeCore.Playwright;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Peninsula.Host.Browser;

/// <summary>Somebody at a browser window.</summary>
public sealed class Visitor
{
    private readonly List<string> _complaints = [];

    public Visitor(IPage page)
    {
        Page = page;
        Page.SetDefaultTimeout(15_000);
        // A script or style that the content security policy blocked, or that failed, is a fault of the page.
        Page.Console += (_, message) =>
        {
            // The error pages themselves answer with an error.
            if (message.Type == "error" && !message.Location.Contains("/error/", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        Page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async Task<Visitor> As(string persona)
    {
        await Page.GotoAsync("/account/sign-in");
        // Closed groups keep their radios out of reach of the mouse.
        if (await Page.Locator($"input[value='{persona}']").CountAsync() == 0)
        {
            await Page.SelectOptionAsync("#other", persona);
            await Page.ClickAsync("main button:has-text('Sign in')");
            return this;
        }

        var group = Page.Locator($"details:has(input[value='{persona}'])");
        if (await group.GetAttributeAsync("open") is null)
        {
            await group.Locator("summary").ClickAsync();
        }

        await Page.CheckAsync($"input[value='{persona}']");
        await Page.ClickAsync("main button:has-text('Sign in')");
        await Page.WaitForURLAsync("**/work");
        return this;
    }

    public async Task<Visitor> Go(string address)
    {
        await Page.GotoAsync(address);
        return this;
    }

    public Task<string> Heading() => Page.Locator("h1").First.InnerTextAsync();

    /// <summary>Nothing on the page that WCAG 2.2 AA forbids and a machine can see.</summary>
    public async Task ShouldBeAccessible(string what)
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        result.Violations
            .Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))})")
            .Should().BeEmpty(what);
        Complaints.Should().BeEmpty(what);
    }

    /// <summary>Keeps a picture where <c>SCREENSHOTS</c> names a folder, to be looked at.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
