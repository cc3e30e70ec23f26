using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Casework;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Words;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Escalations;

/// <summary>
/// One escalation: how late the task is, what was directed and what was answered. The team that owes the task answers here;
/// whoever it climbed to inside the agency directs here. Chairs direct on the overdue page.
/// </summary>
[Route("escalations/{key:long}")]
internal sealed class EscalationsController(EscalationService escalations, Names names) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public async Task<IActionResult> Show(long key, CancellationToken cancel) =>
        await escalations.OpenAsync(key, cancel) is { } file ? await PageAsync(file, null) : NotFound();

    [HttpPost("answer")]
    [Asks(nameof(AccessPolicy.AnswerEscalation))]
    public async Task<IActionResult> Answer(long key, string? answer, CancellationToken cancel) =>
        await SaidAsync(key, "answer", answer, await escalations.AnswerAsync(key, answer, cancel), "Your answer was given.", cancel);

    [HttpPost("direction")]
    [Asks(nameof(AccessPolicy.AcknowledgeEscalation))]
    public async Task<IActionResult> Direct(long key, string? direction, CancellationToken cancel) =>
        await escalations.OpenAsync(key, cancel) is null
            ? NotFound()
            : await SaidAsync(key, "direction", direction, await escalations.DirectAsync(key, direction, cancel), "Your direction was given.", cancel);

    private async Task<IActionResult> SaidAsync(long key, string field, string? typed, Outcome outcome, string done, CancellationToken cancel)
    {
        if (outcome.Denial == Denial.NotThere || await escalations.OpenAsync(key, cancel) is not { } file)
        {
            return NotFound();
        }

        if (outcome.Denial == Denial.Invalid)
        {
            return await PageAsync(file, new Wrong(field, outcome.Why!, typed?.ReplaceLineEndings("\n").Trim() ?? ""));
        }

        TempData["Done"] = outcome.IsDone ? done : outcome.Why;
        return Redirect($"/escalations/{key.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<ViewResult> PageAsync(EscalationFile file, Wrong? wrong)
    {
        await escalations.NoteReadAsync(file.Row);
        var words = file.Record.Directions.Select(word => (Word: word, IsDirection: true))
            .Concat(file.Record.Answers.Select(word => (Word: word, IsDirection: false)))
            .OrderBy(pair => pair.Word.At)
            .Select(pair => (new Said(names.Post(pair.Word.By), pair.Word.At, pair.Word.Text), pair.IsDirection));
        return View("Show", new EscalationModel(
            file, names.Level(file.Row.Level), Told(file.Record.Recipients),
            names.Team(file.Row.Team),
            [.. words], file.IsOpen && file.MayAnswer, file.IsOpen && file.MayDirect, wrong));
    }

    private static string Told(IReadOnlyList<string> recipients) =>
        string.Join(" and ", recipients.Select(Post).OfType<string>()) is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : "Those on the ladder";

    private static string? Post(string written) => Recipient.TryParse(written, out var recipient)
        ? recipient.Kind switch
        {
            Recipient.AssigneeKind => "whoever has the task",
            Roles.TeamManager => "the team manager",
            Roles.ServiceManager => "the service manager",
            Roles.MacseChair => "the MACSE chair",
            Roles.BoardChair => "the board chair",
            _ => null,
        }
        : null;
}
