using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Peninsula.Host.Features.Home;

/// <summary>The front page, and what is said about the service to everybody.</summary>
[AllowAnonymous]
internal sealed class HomeController : Controller
{
    [HttpGet("/")]
    public IActionResult Index() => User.Identity is { IsAuthenticated: true } ? Redirect("/work") : View();

    [HttpGet("/accessibility")]
    public IActionResult Accessibility() => View();
}
