using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework;
using Peninsula.Casework.Access;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Oversight;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Oversight;

/// <summary>What is overdue, for those who answer for an area: counts, ages and agencies, and the escalations that wait for them.</summary>
[Route("oversight")]
internal sealed class OversightController(Gate gate, OverdueCounts counts, EscalationService escalations, Vocabulary vocabulary) : Controller
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
        var outcome = await escalations.DirectAsync(key, direction, cancel);
        if (outcome.Denial == Denial.NotThere)
        {
            return NotFound();
        }

        if (outcome.Denial == Denial.Invalid)
        {
            return OverseesAny() ? View("Index", await counts.ForAsync(gate, (key, outcome.Why!, direction?.ReplaceLineEndings("\n").Trim() ?? ""), cancel)) : NotFound();
        }

        TempData["Done"] = outcome.IsDone ? "Your direction was given." : outcome.Why;
        return Redirect("/oversight");
    }

    private bool OverseesAny() => vocabulary.Directory.Areas.Select(area => gate.Oversight(area.Key)).ToList().Exists(view => view != OversightView.Nothing);
}
