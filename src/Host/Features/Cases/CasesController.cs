using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Forms;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Cases;

/// <summary>One case: where it stands, what is open, what has happened, and the pathway drawn and in words.</summary>
[Route("cases/{reference:regex(^[[A-Z]]{{2,5}}-\\d{{4}}-\\d{{6}}$)}")]
internal sealed class CasesController(Gate gate, CaseFiles files, NamedPeople people) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<IActionResult> Show(string reference, CancellationToken cancel)
    {
        if (await files.FindAsync(reference, cancel) is not { } found || !gate.MaySeeCase(found.Facts))
        {
            return NotFound();
        }

        return await PageAsync(found, null, cancel);
    }

    /// <summary>Names a person for a restricted case, or takes one off.</summary>
    [HttpPost("named-people")]
    [Asks(nameof(AccessPolicy.NamePeople))]
    public async Task<IActionResult> Name(string reference, string? person, string? reason, string? remove, CancellationToken cancel)
    {
        if (await files.FindAsync(reference, cancel) is not { } found || !gate.MaySeeCase(found.Facts))
        {
            return NotFound();
        }

        var outcome = remove is { Length: > 0 }
            ? await people.EndAsync(found.Record.InstanceKey, found.Facts, remove, cancel)
            : await people.NameAsync(found.Record.InstanceKey, found.Facts, person, reason, cancel);
        return outcome.Denial switch
        {
            Denial.NotThere => NotFound(),
            Denial.Invalid => await PageAsync(found, outcome.Why, cancel),
            _ => Redirect($"/cases/{reference}"),
        };
    }

    private async Task<IActionResult> PageAsync(FoundCase found, string? problem, CancellationToken cancel)
    {
        await files.NoteReadAsync(gate.Person.Id, found.Record.Reference);
        return View("Show", await files.OpenAsync(found, cancel) with
        {
            MayBeNamed = gate.MayNamePeople(found.Facts) ? [.. people.Choices(found.Facts).Select(person => new Choice(person.Id, $"{person.Name}, {person.Title}"))] : [],
            NamingProblem = problem,
        });
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

        if (files.Diagram(found, definitionKey) is not { } content)
        {
            return NotFound();
        }

        await files.NoteReadAsync(gate.Person.Id, reference, $"drawing:{definitionKey}");
        return File(content, "application/xml");
    }
}
