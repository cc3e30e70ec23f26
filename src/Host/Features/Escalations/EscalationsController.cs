using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Words;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Escalations;

/// <summary>
/// One escalation: how late the task is, what was directed and what was answered. The team that owes the task answers here;
/// whoever it climbed to inside the agency directs here. Chairs direct on the overdue page.
/// </summary>
[Route("escalations/{key:long}")]
public sealed class EscalationsController(Gate gate, EscalationDesk desk, Names names) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public async Task<IActionResult> Show(long key, CancellationToken cancel) =>
        await VisibleAsync(key, cancel) is { } file ? await PageAsync(file, null) : NotFound();

    [HttpPost("answer")]
    [Asks(nameof(AccessPolicy.AnswerEscalation))]
    public async Task<IActionResult> Answer(long key, string? answer, CancellationToken cancel)
    {
        if (await VisibleAsync(key, cancel) is not { } file || !gate.MayAnswer(file.Facts))
        {
            return NotFound();
        }

        var text = Plain(answer);
        var problem = EscalationDesk.Problem(text, "Enter what is being done about it, and by when")
            ?? (await desk.TellsTooMuchAsync(file.Row, text, cancel) is { } word ? $"A board chair reads this and must not learn whose case it is: leave out “{word}”" : null);
        if (problem is not null)
        {
            return await PageAsync(file, new Wrong("answer", problem, text));
        }

        return Said(await desk.AnswerAsync(file.Row, text, gate.Person.Id, cancel), "Your answer was given.", key);
    }

    [HttpPost("direction")]
    [Asks(nameof(AccessPolicy.AcknowledgeEscalation))]
    public async Task<IActionResult> Direct(long key, string? direction, CancellationToken cancel)
    {
        if (await VisibleAsync(key, cancel) is not { } file || !MayDirect(file))
        {
            return NotFound();
        }

        var text = Plain(direction);
        return EscalationDesk.Problem(text, "Enter what is to be done") is { } problem
            ? await PageAsync(file, new Wrong("direction", problem, text))
            : Said(await desk.DirectAsync(file.Row, text, gate.Person.Id, cancel), "Your direction was given.", key);
    }

    private async Task<EscalationFile?> VisibleAsync(long key, CancellationToken cancel) =>
        await desk.OpenAsync(key, cancel) is { } file && gate.MaySeeTask(file.Facts) ? file : null;

    private bool MayDirect(EscalationFile file) => gate.MayAcknowledge(CaseFacing.Recipients(file.Row.Recipients));

    private RedirectResult Said(CommandResult result, string done, long key)
    {
        TempData["Done"] = result.IsAccepted ? done : "That task was done meanwhile, so nothing more is needed.";
        return Redirect($"/escalations/{key.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<ViewResult> PageAsync(EscalationFile file, Wrong? wrong)
    {
        await desk.NoteReadAsync(gate.Person.Id, file.Row);
        var words = file.Record.Directions.Select(word => (Word: word, IsDirection: true))
            .Concat(file.Record.Answers.Select(word => (Word: word, IsDirection: false)))
            .OrderBy(one => one.Word.At)
            .Select(one => (new Said(names.Post(one.Word.By), one.Word.At, one.Word.Text), one.IsDirection));
        return View("Show", new EscalationModel(
            file, names.Step(file.Row.Level), Told(file.Record.Recipients),
            names.Team(file.Row.Team),
            [.. words], file.IsOpen && gate.MayAnswer(file.Facts), file.IsOpen && MayDirect(file), wrong));
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

    private static string Plain(string? text) => text?.ReplaceLineEndings("\n").Trim() ?? "";
}
