using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Host.Access;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Features.Pathways.Outline;

/// <summary>
/// The drawing of a draft as a list of steps with forms: the same file as the canvas changes, for whoever works by keyboard,
/// with a screen reader, or would rather not draw.
/// </summary>
[Route("pathways/drafts/{key:long}")]
[Asks(nameof(AccessPolicy.ChangePathways))]
internal sealed class OutlineController(Gate gate, DraftService service, PathwayVersions versions, DraftChecks checks, PathwayWords words, StepForm form, Vocabulary vocabulary) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(long key, CancellationToken cancel) =>
        await DraftAsync(key, cancel) is var (draft, drawing)
            ? View(new OutlineModel(draft, NameOf(draft.ChangedBy), words.Tell(drawing), checks.Check(draft.Content, draft.ProcessId)))
            : NotFound();

    [HttpGet("steps/{stepId}")]
    public async Task<IActionResult> Step(long key, string stepId, CancellationToken cancel) =>
        await DraftAsync(key, cancel) is var (draft, drawing) && drawing.Find(stepId) is { } step
            ? View(Model(draft, drawing, step, StepForm.Of(step), []))
            : NotFound();

    [HttpPost("steps/{stepId}")]
    public async Task<IActionResult> Step(long key, string stepId, int revision, StepAnswers answers, CancellationToken cancel)
    {
        if (await DraftAsync(key, cancel) is not var (draft, drawing) || drawing.Find(stepId) is not { } step)
        {
            return NotFound();
        }

        if (form.Check(drawing, answers, step) is { Count: > 0 } errors)
        {
            return View(Model(draft, drawing, step, answers, errors));
        }

        StepForm.Write(drawing, step, answers);
        return await SaveAsync(draft, revision, drawing, $"“{answers.Name?.Trim()}” is changed.", problem => View(Model(draft, drawing, step, answers, problem)), cancel);
    }

    [HttpGet("add")]
    public async Task<IActionResult> Add(long key, string flow, CancellationToken cancel) =>
        await DraftAsync(key, cancel) is var (draft, drawing) && drawing.Flow(flow) is not null
            ? View("Step", Model(draft, drawing, flow, new StepAnswers { Kind = nameof(NewStepKind.AgencyTask), Ladder = "overdue", Form = "step-done", Disclosure = "shared-core" }, []))
            : NotFound();

    [HttpPost("add")]
    public async Task<IActionResult> Add(long key, string flow, int revision, StepAnswers answers, CancellationToken cancel)
    {
        if (await DraftAsync(key, cancel) is not var (draft, drawing) || drawing.Flow(flow) is null)
        {
            return NotFound();
        }

        var untouched = Model(draft, drawing, flow, answers, []);
        if (form.Check(drawing, answers, null) is { Count: > 0 } errors)
        {
            return View("Step", untouched with { Errors = errors });
        }

        if (StepInsertion.Add(drawing, flow, StepForm.New(answers), out var id) is { } problem)
        {
            return View("Step", untouched with { Errors = [new FieldError("name", problem)] });
        }

        StepForm.Write(drawing, drawing.Find(id)!, answers);
        return await SaveAsync(draft, revision, drawing, $"“{answers.Name?.Trim()}” is added.", wrong => View("Step", untouched with { Errors = wrong }), cancel);
    }

    [HttpGet("steps/{stepId}/move")]
    public async Task<IActionResult> Move(long key, string stepId, CancellationToken cancel) =>
        await DraftAsync(key, cancel) is var (draft, drawing) && Moving(draft, drawing, stepId, []) is { } model ? View(model) : NotFound();

    [HttpPost("steps/{stepId}/move")]
    public async Task<IActionResult> Move(long key, string stepId, int revision, string? place, CancellationToken cancel)
    {
        if (await DraftAsync(key, cancel) is not var (draft, drawing) || Moving(draft, drawing, stepId, []) is not { } model)
        {
            return NotFound();
        }

        var problem = string.IsNullOrEmpty(place) ? "Choose where the step is to stand" : StepInsertion.Move(drawing, stepId, place);
        return problem is null
            ? await SaveAsync(draft, revision, drawing, $"“{model.Step.Name}” is moved.", wrong => View(model with { Errors = wrong }), cancel)
            : View(model with { Errors = [new FieldError("place", problem)] });
    }

    [HttpGet("steps/{stepId}/remove")]
    public async Task<IActionResult> Remove(long key, string stepId, CancellationToken cancel) =>
        await DraftAsync(key, cancel) is var (draft, drawing) && Moving(draft, drawing, stepId, []) is { } model ? View(model) : NotFound();

    [HttpPost("steps/{stepId}/remove")]
    public async Task<IActionResult> Remove(long key, string stepId, int revision, CancellationToken cancel)
    {
        if (await DraftAsync(key, cancel) is not var (draft, drawing) || Moving(draft, drawing, stepId, []) is not { } model)
        {
            return NotFound();
        }

        return StepInsertion.Remove(drawing, stepId) is { } problem
            ? View(model with { Errors = [new FieldError("remove", problem)] })
            : await SaveAsync(draft, revision, drawing, $"“{model.Step.Name}” is taken out.", wrong => View(model with { Errors = wrong }), cancel);
    }

    private async Task<IActionResult> SaveAsync(
        PathwayVersionRecord draft, int revision, PathwayDrawing drawing, string done, Func<IReadOnlyList<FieldError>, IActionResult> refused, CancellationToken cancel)
    {
        var saved = await service.SaveAsync(draft.Key, revision, drawing.Write(), cancel);
        if (!saved.IsDone)
        {
            var by = saved.IsStale && saved.Version is { } now ? $" It was {NameOf(now.ChangedBy)}. Open the pathway again to see it, then make your change." : "";
            return refused([new FieldError("name", saved.Problem + by)]);
        }

        TempData["Done"] = done;
        return Redirect($"/pathways/drafts/{draft.Key}");
    }

    private async Task<(PathwayVersionRecord, PathwayDrawing)?> DraftAsync(long key, CancellationToken cancel) =>
        gate.MayChangePathways && await versions.FindAsync(key, cancel) is { State: PathwayVersionState.Draft } draft && PathwayDrawing.Read(draft.Content, out _) is { } drawing
            ? (draft, drawing)
            : null;

    private StepModel Model(PathwayVersionRecord draft, PathwayDrawing drawing, DrawnStep step, StepAnswers answers, IReadOnlyList<FieldError> errors) =>
        new(draft, step.Id, null, step.Name ?? step.Id, step.IsTask, answers, WithStanding(form.Choices(drawing), step), errors);

    private StepModel Model(PathwayVersionRecord draft, PathwayDrawing drawing, string flow, StepAnswers answers, IReadOnlyList<FieldError> errors) =>
        new(draft, null, flow, Place(words.Tell(drawing), flow), true, answers, form.Choices(drawing), errors);

    // A deadline that the drawing works out stays choosable as it is.
    private static StepChoices WithStanding(StepChoices choices, DrawnStep step) => step.Deadline is { } deadline && deadline.StartsWith('=')
        ? choices with { Deadlines = [new Choice(deadline, "As the drawing works it out"), .. choices.Deadlines] }
        : choices;

    private MoveModel? Moving(PathwayVersionRecord draft, PathwayDrawing drawing, string stepId, IReadOnlyList<FieldError> errors)
    {
        var told = words.Tell(drawing);
        return told.FirstOrDefault(step => step.Id == stepId) is { } found
            ? new MoveModel(
                draft,
                found,
                [
                    .. from step in told
                       where step.Id != stepId && step.Depth == found.Depth
                       from way in step.Ways
                       where told[way.To - 1].Id != stepId
                       select new Choice(way.FlowId, $"After {step.Number}. {step.Name}{(way.When is null ? "" : $" ({way.When})")}"),
                ],
                errors)
            : null;
    }

    private static string Place(IReadOnlyList<WordedStep> told, string flow) => (
        from step in told
        from way in step.Ways
        where way.FlowId == flow
        select $"between “{step.Name}” and “{way.ToName}”").FirstOrDefault() ?? "";

    private string NameOf(string person) => vocabulary.Directory.TryGetPerson(person, out var known) ? known.Name : "somebody else";
}
