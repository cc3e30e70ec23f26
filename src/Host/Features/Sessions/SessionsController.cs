using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Sessions;

/// <summary>The page on which an administrator sees who is signed in and signs them out.</summary>
[Route("sessions")]
[Asks(nameof(AccessPolicy.Operate))]
internal sealed class SessionsController(SessionService service) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) => await service.ListAsync(cancel) is { } people ? View(people) : NotFound();

    [HttpPost("{person}/end")]
    public async Task<IActionResult> End(string person)
    {
        if (await service.EndAllAsync(person) is not { } ended)
        {
            return NotFound();
        }

        TempData["Done"] = ended == 0 ? "They were not signed in any more." : "They are signed out everywhere.";
        return RedirectToAction(nameof(Index));
    }
}
