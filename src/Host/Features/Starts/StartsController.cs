using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Starts;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Starts;

/// <summary>
/// Starting a pathway other than a concern: from a case, with what the case knows already, or without one. Whoever may not
/// start it, or may not know of the case, finds nothing.
/// </summary>
[Route("start")]
[Asks(nameof(AccessPolicy.StartPathway))]
internal sealed class StartsController(Gate gate, StartablePathways pathways, StartService service, CaseFiles files, Engine engine, FormBinder binder, Vocabulary vocabulary) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? @case, CancellationToken cancel)
    {
        if (await FindAsync(@case, cancel) is not { Found: true } of)
        {
            return NotFound();
        }

        var list = pathways.For(of.Case?.Facts);
        return list.Count > 0 ? View(new StartListModel(@case, list)) : NotFound();
    }

    [HttpGet("{processId}")]
    public async Task<IActionResult> Form(string processId, string? @case, CancellationToken cancel)
    {
        var of = await FindAsync(@case, cancel);
        return of.Found && pathways.Find(processId, of.Case?.Facts) is { } pathway
            ? Page(pathway, @case, Guid.NewGuid(), binder.Open(engine.Form(pathway.FormId), Known(of.Case)))
            : NotFound();
    }

    [HttpPost("{processId}")]
    public async Task<IActionResult> Send(string processId, string? @case, Guid once, string? command, CancellationToken cancel)
    {
        var of = await FindAsync(@case, cancel);
        if (!of.Found || pathways.Find(processId, of.Case?.Facts) is not { } pathway)
        {
            return NotFound();
        }

        var (typed, schema, known) = (Typed.From(Request.Form), engine.Form(pathway.FormId), Known(of.Case));
        if (FormCommands.Apply(command, typed, schema, known, binder))
        {
            return Page(pathway, @case, once, binder.Bind(schema, typed, known, check: false));
        }

        if (command == FormCommands.Keep)
        {
            return PartialView("Form", binder.Bind(schema, typed, known, check: false));
        }

        var form = binder.Bind(schema, typed, known, check: true);
        if (!form.IsValid)
        {
            return Page(pathway, @case, once, form);
        }

        var (outcome, reference) = await service.StartAsync(pathway, of.Case, form.Values, once, cancel);
        return outcome.IsDone ? Redirect($"/cases/{reference}") : Forbid();
    }

    private async Task<(bool Found, FoundCase? Case)> FindAsync(string? reference, CancellationToken cancel)
    {
        if (reference is null)
        {
            return (true, null);
        }

        return await files.FindAsync(reference, cancel) is { } found && gate.MaySeeCase(found.Facts) ? (true, found) : (false, null);
    }

    private KnownAnswers Known(FoundCase? of)
    {
        var known = StartService.Known(of);
        if (!known.ContainsKey("area") && gate.Person.Areas.Count == 1)
        {
            known["area"] = gate.Person.Areas.Single();
        }

        if (vocabulary.Directory.TryGetPerson(gate.Person.Id, out var person))
        {
            known["referrerName"] = person.Name;
        }

        return KnownAnswers.Of(known);
    }

    private ViewResult Page(StartablePathway pathway, string? reference, Guid once, BoundForm form) =>
        View("Start", new StartModel(pathway, reference, once, form));
}

internal sealed record StartListModel(string? Case, IReadOnlyList<StartablePathway> Pathways);

internal sealed record StartModel(StartablePathway Pathway, string? Case, Guid Once, BoundForm Form);
