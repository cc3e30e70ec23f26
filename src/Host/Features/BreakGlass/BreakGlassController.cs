using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.BreakGlass;

/// <summary>Opening a case that one is not on, with a reason, and looking at who did.</summary>
[Route("break-glass")]
internal sealed class BreakGlassController(Gate gate, CaseOpenings openings) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.MayOpenCases))]
    public IActionResult Index() => gate.MayOpenCases ? View(new OpeningModel(null, null, [])) : NotFound();

    [HttpPost("")]
    [Asks(nameof(AccessPolicy.MayOpenCases))]
    public async Task<IActionResult> Open(string? reference, string? reason, CancellationToken cancel)
    {
        var outcome = await openings.OpenAsync(reference, reason, cancel);
        return outcome.Denial switch
        {
            null => Redirect($"/cases/{reference!.Trim().ToUpperInvariant()}"),
            Denial.Forbidden => NotFound(),
            Denial.Invalid => View("Index", new OpeningModel(reference, reason, [new FieldError("reason", outcome.Why!)])),
            _ => View("Index", new OpeningModel(reference, reason, [new FieldError("reference", "No case of that reference can be opened so. Check it, or ask the lead social worker or the MASH of the area")])),
        };
    }

    /// <summary>Who opened a case, when and why: for those who were told.</summary>
    [HttpGet("{key:long}")]
    [Asks(nameof(AccessRules.Work))]
    public async Task<IActionResult> Show(long key, CancellationToken cancel) =>
        await openings.FindAsync(key, cancel) is { } opening ? View(opening) : NotFound();
}

/// <param name="Reference">What was typed.</param>
/// <param name="Reason">What was typed.</param>
internal sealed record OpeningModel(string? Reference, string? Reason, IReadOnlyList<FieldError> Errors);
