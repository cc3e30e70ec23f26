using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Forms.Binding;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Concerns;

/// <summary>
/// Raising a concern: one thing a page, kept as a draft from the first answer, checked at the end, sent once. Drafts carry
/// a random id, and are their writer's alone: another's is not found.
/// </summary>
[Route("concerns")]
[Asks(nameof(AccessPolicy.RaiseConcern))]
public sealed class ConcernsController(Gate gate, ConcernForm concern, Drafts drafts, CaseReferences references, Engine engine, Vocabulary vocabulary, IClock clock) : Controller
{
    public const string ProcessId = "cse-concern";

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
    public IActionResult Page(Guid id, int page, bool fromCheck, bool problems) =>
        Find(id) is { } typed && page >= 1 && page <= concern.Pages.Count
            ? ShowPage(id, page, concern.Page(page, typed, check: problems), fromCheck)
            : NotFound();

    [HttpPost("{id:guid}/{page:int}")]
    public async Task<IActionResult> Answer(Guid id, int page, bool fromCheck)
    {
        if (Find(id) is not { } before || page < 1 || page > concern.Pages.Count)
        {
            return NotFound();
        }

        // Kept before it is judged: nobody loses what they wrote because a date was wrong.
        var typed = concern.With(before, page, Typed.From(Request.Form));
        await drafts.SaveAsync(DraftPrefix + id, gate.Person.Id, typed);
        var form = concern.Page(page, typed, check: true);
        if (!form.IsValid)
        {
            return ShowPage(id, page, form, fromCheck);
        }

        return Redirect(fromCheck || page == concern.Pages.Count ? $"/concerns/{id}/check" : $"/concerns/{id}/{page + 1}");
    }

    [HttpGet("{id:guid}/check")]
    public IActionResult Check(Guid id)
    {
        if (Find(id) is not { } typed)
        {
            return NotFound();
        }

        return View(new CheckModel(id, [.. concern.Pages.Select((page, index) => (page.Label ?? "", concern.Page(index + 1, typed, check: false)))]));
    }

    [HttpPost("{id:guid}/check")]
    public async Task<IActionResult> Send(Guid id, CancellationToken cancel)
    {
        if (Find(id) is not { } typed)
        {
            return NotFound();
        }

        if (concern.FirstWrongPage(typed) is { } wrong)
        {
            return Redirect($"/concerns/{id}/{wrong}?fromCheck=true&problems=true");
        }

        var now = clock.GetCurrentInstant().InZone(vocabulary.Calendar.Zone);
        var reference = await references.NextAsync("CSE", now.Year);
        var variables = concern.Whole(typed, check: true).Values;
        variables["caseReference"] = reference;
        variables["concernReceivedAt"] = OffsetDateTimePattern.Rfc3339.Format(now.ToOffsetDateTime());
        variables["raisedBy"] = gate.Person.Id;
        var result = await engine.Workflows.StartAsync(
            new StartRequest { ProcessId = ProcessId, BusinessKey = reference, Variables = Engine.ToContext(variables), By = gate.Person.Id }, cancel);
        if (!result.IsAccepted)
        {
            throw new InvalidOperationException($"The concern could not be opened as a case: {result.Message}");
        }

        await drafts.DiscardAsync(DraftPrefix + id, gate.Person.Id);
        return Redirect($"/concerns/raised/{reference}");
    }

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(Guid id)
    {
        if (Find(id) is null)
        {
            return NotFound();
        }

        await drafts.DiscardAsync(DraftPrefix + id, gate.Person.Id);
        return Redirect("/concerns");
    }

    [HttpGet("raised/{reference}")]
    public IActionResult Raised(string reference) => gate.MayRaiseConcern ? View(model: reference) : Forbid();

    private Typed? Find(Guid id) => gate.MayRaiseConcern ? drafts.Find(DraftPrefix + id, gate.Person.Id) : null;

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
