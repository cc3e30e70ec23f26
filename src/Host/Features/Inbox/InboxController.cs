using Microsoft.AspNetCore.Mvc;
using Peninsula.Casework.Access;
using Peninsula.Casework.Inbox;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Inbox;

/// <summary>What the service has told somebody, newest first.</summary>
[Route("inbox")]
internal sealed class InboxController(Gate gate, Inboxes inboxes) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessRules.Work))]
    public async Task<IActionResult> Index(CancellationToken cancel) =>
        gate.MayWork ? View(await inboxes.LatestAsync(gate.Person, cancel)) : Forbid();

    [HttpPost("{id:long}/read")]
    [Asks(nameof(AccessRules.Work))]
    public async Task<IActionResult> Read(long id, CancellationToken cancel)
    {
        if (!gate.MayWork)
        {
            return Forbid();
        }

        return await inboxes.MarkReadAsync(id, gate.Person, cancel) ? Redirect("/inbox") : NotFound();
    }
}
