using Microsoft.AspNetCore.Mvc;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Shared;

/// <summary>An entry of the service navigation.</summary>
public sealed record NavigationItem(string Text, string Href, bool IsCurrent, int Badge = 0);

/// <summary>The service navigation: what this person can do from anywhere.</summary>
public sealed class ServiceNavigationViewComponent : ViewComponent
{
    public IViewComponentResult Invoke()
    {
        if (UserClaimsPrincipal.UserId() is null)
        {
            return Content("");
        }

        var path = Request.Path;
        return View<IReadOnlyList<NavigationItem>>(
        [
            new("My work", "/work", path.StartsWithSegments("/work") || path.StartsWithSegments("/tasks")),
            new("Raise a concern", "/concerns", path.StartsWithSegments("/concerns")),
        ]);
    }
}
