using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Cases;

/// <summary>One case: where it stands, what is open, what has happened, and the pathway drawn and in words.</summary>
[Route("cases/{reference:regex(^[[A-Z]]{{2,5}}-\\d{{4}}-\\d{{6}}$)}")]
public sealed class CasesController(Gate gate, CaseFiles files) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<IActionResult> Show(string reference, CancellationToken cancel)
    {
        if (await files.FindAsync(reference, cancel) is not { } found || !gate.MaySeeCase(found.Facts))
        {
            return NotFound();
        }

        await files.NoteReadAsync(gate.Person.Id, reference);
        return View(await files.OpenAsync(found, cancel));
    }

    /// <summary>The drawing of a pathway that the case runs, as it was when the case started it.</summary>
    [HttpGet("diagram/{definitionKey:long}")]
    [Asks(nameof(AccessPolicy.SeeDiagram))]
    public async Task<IActionResult> Diagram(string reference, long definitionKey, CancellationToken cancel)
    {
        if (await files.FindAsync(reference, cancel) is not { } found || !gate.MaySeeDiagram(found.Facts))
        {
            return NotFound();
        }

        return files.Diagram(found, definitionKey) is { } content ? File(content, "application/xml") : NotFound();
    }
}
