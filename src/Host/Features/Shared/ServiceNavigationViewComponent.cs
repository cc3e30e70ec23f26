using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Inbox;
using Peninsula.Casework.Starts;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Shared;

/// <summary>An entry of the service navigation.</summary>
public sealed record NavigationItem(string Text, string Href, bool IsCurrent, int Badge = 0);

/// <summary>The service navigation: what this person can do from anywhere, and nothing that they may not.</summary>
public sealed class ServiceNavigationViewComponent(Gate gate, Inboxes inboxes, StartablePathways startable, Vocabulary vocabulary) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (UserClaimsPrincipal.UserId() is null)
        {
            return Content("");
        }

        var items = new List<NavigationItem>();
        if (gate.MayWork)
        {
            Add("My work", "/work", Request.Path.StartsWithSegments("/tasks") || Request.Path.StartsWithSegments("/cases"));
        }

        if (gate.MayRaiseConcern)
        {
            Add("Raise a concern", "/concerns");
        }

        if (startable.For(null).Count > 0)
        {
            Add("Start a pathway", "/start");
        }

        if (vocabulary.Directory.Areas.Any(area => gate.Oversight(area.Key) != OversightView.Nothing))
        {
            Add("Overdue", "/oversight");
        }

        if (gate.MayChangePathways)
        {
            Add("Pathways", "/pathways");
        }

        if (gate.MayOperateAll)
        {
            Add("Signed in", "/sessions");
        }

        if (gate.MayWork)
        {
            Add("Inbox", "/inbox", badge: await inboxes.UnreadAsync(gate.Person, HttpContext.RequestAborted));
        }

        return View<IReadOnlyList<NavigationItem>>(items);

        void Add(string text, string href, bool alsoCurrent = false, int badge = 0) =>
            items.Add(new NavigationItem(text, href, alsoCurrent || Request.Path.StartsWithSegments(href), badge));
    }
}
