using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Features.Escalations;
using Peninsula.Persistence;

namespace Peninsula.Host.Features.Oversight;

/// <summary>What is overdue, for those who answer for an area: counts, ages and agencies, and the escalations that wait for them.</summary>
[Route("oversight")]
public sealed class OversightController(Gate gate, OverdueCounts counts, PeninsulaDbContext db, EscalationDesk desk, Vocabulary vocabulary) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.SeeOversight))]
    public async Task<IActionResult> Index(CancellationToken cancel) =>
        OverseesAny() ? View(await counts.ForAsync(gate, null, cancel)) : NotFound();

    /// <summary>Acknowledges an escalation with a direction: those to whose post it climbed.</summary>
    [HttpPost("escalations/{key:long}")]
    [Asks(nameof(AccessPolicy.AcknowledgeEscalation))]
    public async Task<IActionResult> Acknowledge(long key, string? direction, CancellationToken cancel)
    {
        var escalation = await db.Escalations.FirstOrDefaultAsync(one => one.Key == key, cancel);
        if (escalation is null || !gate.MayAcknowledge(CaseFacing.Recipients(escalation.Recipients)))
        {
            return NotFound();
        }

        var text = direction?.ReplaceLineEndings("\n").Trim() ?? "";
        if (EscalationDesk.Problem(text, "Enter what is to be done") is { } problem)
        {
            return OverseesAny() ? View("Index", await counts.ForAsync(gate, (key, problem, text), cancel)) : NotFound();
        }

        var result = await desk.DirectAsync(escalation, text, gate.Person.Id, cancel);
        TempData["Done"] = result.IsAccepted ? "Your direction was given." : "That task was done meanwhile, so no direction is needed.";
        return Redirect("/oversight");
    }

    private bool OverseesAny() => vocabulary.Directory.Areas.Select(area => gate.Oversight(area.Key)).ToList().Exists(view => view != OversightView.Nothing);
}
