using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Concerns;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Concerns;

/// <summary>
/// Raising a concern: one thing a page, kept as a draft from the first answer, checked at the end, sent once. Drafts carry
/// a random id, and are their writer's alone: another's is not found.
/// </summary>
[Route("concerns")]
[Asks(nameof(AccessPolicy.RaiseConcern))]
internal sealed class ConcernsController(Gate gate, ConcernForm concern, ConcernService service, Drafts drafts, Vocabulary vocabulary) : Controller
{
    private const string DraftPrefix = "concern:";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) =>
        gate.MayRaiseConcern
            ? View(new StartModel(concern.Introduction, await drafts.ListAsync(DraftPrefix, gate.Person.Id, cancel)))
            : Forbid();

    [HttpPost("")]
    public async Task<IActionResult> Begin()
    {
        if (!gate.MayRaiseConcern)
        {
            return Forbid();
        }

        var id = Guid.NewGuid();
        await drafts.SaveAsync(DraftPrefix + id, gate.Person.Id, concern.Begin(WhoRaises()));
        return Redirect($"/concerns/{id}/1");
    }

    [HttpGet("{id:guid}/{page:int}")]
    public async Task<IActionResult> Page(Guid id, int page, bool fromCheck, bool problems, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } typed)
        {
            return await SentOrNotFoundAsync(id, cancel);
        }

        return IsPage(page) ? ShowPage(id, page, concern.Page(page, typed, check: problems), fromCheck) : NotFound();
    }

    [HttpPost("{id:guid}/{page:int}")]
    public async Task<IActionResult> Answer(Guid id, int page, string? command, bool fromCheck, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } before)
        {
            return await SentOrNotFoundAsync(id, cancel);
        }

        if (!IsPage(page))
        {
            return NotFound();
        }

        // Kept before it is judged: nobody loses what they wrote because a date was wrong.
        var typed = concern.With(before, page, Typed.From(Request.Form));
        await drafts.SaveAsync(DraftPrefix + id, gate.Person.Id, typed);
        if (command == FormCommands.Keep)
        {
            return PartialView("Form", concern.Page(page, typed, check: false));
        }

        var form = concern.Page(page, typed, check: true);
        if (!form.IsValid)
        {
            return ShowPage(id, page, form, fromCheck);
        }

        return Redirect(fromCheck || page == concern.Pages.Count ? $"/concerns/{id}/check" : $"/concerns/{id}/{page + 1}");
    }

    [HttpGet("{id:guid}/check")]
    public async Task<IActionResult> Check(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) is { } typed
        ? View(new CheckModel(id, [.. concern.Pages.Select((page, index) => (page.Label ?? "", concern.Page(index + 1, typed, check: false)))]))
        : await SentOrNotFoundAsync(id, cancel);

    [HttpPost("{id:guid}/check")]
    public async Task<IActionResult> Send(Guid id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } typed)
        {
            return await SentOrNotFoundAsync(id, cancel);
        }

        if (concern.FirstWrongPage(typed) is { } wrong)
        {
            return Redirect($"/concerns/{id}/{wrong}?fromCheck=true&problems=true");
        }

        var (outcome, reference) = await service.SendAsync(id, concern.Whole(typed, check: true).Values, cancel);
        if (!outcome.IsDone)
        {
            return NotFound();
        }

        await drafts.DiscardAsync(DraftPrefix + id, gate.Person.Id);
        return Redirect($"/concerns/raised/{reference}");
    }

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(Guid id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is null)
        {
            return await SentOrNotFoundAsync(id, cancel);
        }

        await drafts.DiscardAsync(DraftPrefix + id, gate.Person.Id);
        return Redirect("/concerns");
    }

    [HttpGet("raised/{reference}")]
    public async Task<IActionResult> Raised(string reference, CancellationToken cancel) =>
        await service.IsTheirsAsync(reference, cancel) ? View(model: reference) : NotFound();

    private async Task<Typed?> FindAsync(Guid id, CancellationToken cancel) =>
        gate.MayRaiseConcern ? await drafts.FindAsync(DraftPrefix + id, gate.Person.Id, cancel) : null;

    // Whoever goes back in the browser after sending, or clicked twice, is shown what became of it.
    private async Task<IActionResult> SentOrNotFoundAsync(Guid id, CancellationToken cancel) =>
        await service.SentAsync(id, cancel) is { } reference ? Redirect($"/concerns/raised/{reference}") : NotFound();

    private bool IsPage(int page) => page >= 1 && page <= concern.Pages.Count;

    private ViewResult ShowPage(Guid id, int page, BoundForm form, bool fromCheck) =>
        View("Page", new PageModel(id, page, concern.Pages.Count, concern.Pages[page - 1].Label ?? "", form, fromCheck));

    // Nobody types again what the service knows of them.
    private JsonObject WhoRaises() =>
        vocabulary.Directory.TryGetPerson(gate.Person.Id, out var person)
            ? new JsonObject
            {
                ["referrerName"] = person.Name,
                ["referrerRole"] = $"{person.Title}, {vocabulary.Directory.Agencies.FirstOrDefault(agency => agency.Key == person.Agency)?.Name}",
                ["area"] = person.Areas.Count == 1 ? person.Areas[0] : null,
            }
            : [];
}
