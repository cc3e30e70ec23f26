using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Features.Pathways.Publishing;

/// <summary>From a draft to what cases run by: checked, tried, sent to a second manager, agreed.</summary>
[Route("pathways/drafts/{key:long}")]
[Asks(nameof(AccessPolicy.ChangePathways))]
internal sealed class PublishingController(
    Gate gate, DraftService service, PathwayVersions versions, DraftChecks checks, PathwayScenarios scenarios, PathwayDifference difference, Engine engine, Vocabulary vocabulary) : Controller
{
    /// <summary>What stands against publishing, how the scenarios go, and what differs from the live version.</summary>
    [HttpGet("check")]
    public async Task<IActionResult> Check(long key, CancellationToken cancel) =>
        await FindAsync(key, cancel) is { } version ? View(await ModelAsync(version, [], null, cancel)) : NotFound();

    /// <summary>The drawing of the version, for whoever looks and does not change it.</summary>
    [HttpGet("drawn")]
    public async Task<IActionResult> Drawn(long key, CancellationToken cancel) =>
        await FindAsync(key, cancel) is { } version ? File(version.Content, "application/xml") : NotFound();

    [HttpPost("submit")]
    public async Task<IActionResult> Submit(long key, int revision, string? reason, string? effectiveFrom, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { State: PathwayVersionState.Draft } draft)
        {
            return NotFound();
        }

        var errors = Reasons(reason, "reason", "Enter why the pathway is to change").ToList();
        var (from, wrong) = Day(effectiveFrom);
        if (wrong is not null)
        {
            errors.Add(new FieldError("effectiveFrom", wrong));
        }

        if (errors.Count == 0)
        {
            draft.Revision = revision;
            var sent = await service.SubmitAsync(draft, reason!.Trim(), from, cancel);
            if (sent.IsDone)
            {
                TempData["Done"] = "It is sent for review. Another safeguarding manager has to agree to it.";
                return Redirect($"/pathways/{draft.ProcessId}");
            }

            errors.Add(new FieldError("reason", sent.Problem!));
        }

        return View("Check", await ModelAsync((await FindAsync(key, cancel))!, errors, (reason, effectiveFrom), cancel));
    }

    [HttpPost("decide")]
    public async Task<IActionResult> Decide(long key, int revision, string? decision, string? note, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { State: PathwayVersionState.InReview } version)
        {
            return NotFound();
        }

        var errors = Reasons(note, "note", "Enter what you found").ToList();
        if (decision is not ("agree" or "return"))
        {
            errors.Insert(0, new FieldError("decision", "Choose whether you agree"));
        }

        if (errors.Count == 0)
        {
            version.Revision = revision;
            var decided = decision == "agree" ? await service.ApproveAsync(version, note!.Trim(), cancel) : await service.ReturnAsync(version, note!.Trim(), cancel);
            if (decided.IsDone)
            {
                TempData["Done"] = decided.Version!.State switch
                {
                    PathwayVersionState.Published => "It is published. New cases run by it from now on.",
                    PathwayVersionState.Approved => "It is agreed, and will be published on its day.",
                    _ => "It is sent back to be drawn further.",
                };
                return Redirect($"/pathways/{version.ProcessId}");
            }

            errors.Add(new FieldError("decision", decided.Problem!));
        }

        return View("Check", await ModelAsync((await FindAsync(key, cancel))!, errors, (note, decision), cancel));
    }

    [HttpPost("discard")]
    public async Task<IActionResult> Discard(long key, int revision, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { State: PathwayVersionState.Draft } draft)
        {
            return NotFound();
        }

        draft.Revision = revision;
        var given = await service.DiscardAsync(draft, cancel);
        TempData[given.IsDone ? "Done" : "Refused"] = given.IsDone ? "The draft is given up. What was drawn is kept with its history." : given.Problem;
        return Redirect(given.IsDone ? "/pathways" : $"/pathways/drafts/{key}/check");
    }

    private async Task<PathwayVersionRecord?> FindAsync(long key, CancellationToken cancel) =>
        gate.MayChangePathways && await versions.FindAsync(key, cancel) is { State: PathwayVersionState.Draft or PathwayVersionState.InReview or PathwayVersionState.Approved } version
            ? version
            : null;

    private async Task<CheckModel> ModelAsync(PathwayVersionRecord version, IReadOnlyList<FieldError> errors, (string? First, string? Second)? typed, CancellationToken cancel)
    {
        var problems = checks.Check(version.Content, version.ProcessId);
        var live = engine.Workflows.Catalog.Newest(Workflows.Runtime.ResourceKind.Process, version.ProcessId);
        return new CheckModel(
            version,
            problems,
            problems.All(problem => !problem.IsBlocking) ? await scenarios.PlayAsync(version.ProcessId, version.Content, cancel) : [],
            live is null ? null : difference.Between(live.Content, version.Content),
            NameOf(version.SubmittedBy),
            gate.MayPublish(version.SubmittedBy, version.ChangedBy),
            typed,
            errors);
    }

    private static IEnumerable<FieldError> Reasons(string? text, string field, string missing)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new FieldError(field, missing);
        }
        else if (text.Length > DraftService.LongestReason)
        {
            yield return new FieldError(field, "It must be 2,000 characters or fewer");
        }
    }

    // A day begins in the peninsula, not in Greenwich.
    private (Instant? From, string? Wrong) Day(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, null);
        }

        var parsed = LocalDatePattern.Create("d/M/uuuu", CultureInfo.InvariantCulture).Parse(text.Trim());
        return parsed.TryGetValue(default, out var day)
            ? (vocabulary.Calendar.Zone.AtStartOfDay(day).ToInstant(), null)
            : (null, "Enter the day like 27/3/2027, or leave it empty for at once");
    }

    private string? NameOf(string? person) => person is not null && vocabulary.Directory.TryGetPerson(person, out var known) ? known.Name : null;
}

/// <summary>Everything that somebody who sends or agrees to a version should see first.</summary>
internal sealed record CheckModel(
    PathwayVersionRecord Version, IReadOnlyList<DraftProblem> Problems, IReadOnlyList<ScenarioOutcome> Scenarios, IReadOnlyList<WordedChange>? Differences,
    string? SubmittedBy, bool MayDecide, (string? First, string? Second)? Typed, IReadOnlyList<FieldError> Errors);
