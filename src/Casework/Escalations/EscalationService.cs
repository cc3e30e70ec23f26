using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Escalations;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Casework.Escalations;

/// <summary>An escalation with its late task, for somebody who may know of it.</summary>
/// <param name="MayAnswer">Whether their team owes the task.</param>
/// <param name="MayDirect">Whether it climbed to their post.</param>
public sealed record EscalationFile(EscalationRecord Row, TaskRecord Task, TaskFacts Facts, Escalation Record, bool MayAnswer, bool MayDirect)
{
    public bool IsOpen => Row.ClosedAt is null;
}

/// <summary>
/// What is said about late tasks: directions from those to whom they climbed, and answers from the team that owes them. The
/// guard is here, for pages and other systems alike, and so is what a text may say.
/// </summary>
public sealed class EscalationService(PeninsulaDbContext db, Engine engine, CaseFactsReader caseFacts, Gate gate, Vocabulary vocabulary, NoticeInbox inbox, ReadsAudit reads, IClock clock)
{
    public const int LongestText = 2000;

    /// <summary>The escalation, for those who may know of its task; null otherwise.</summary>
    public async Task<EscalationFile?> OpenAsync(long key, CancellationToken cancel) =>
        await FindAsync(key, cancel) is { } file && gate.MaySeeTask(file.Facts) ? file : null;

    /// <summary>Acknowledges with a direction, for those to whose post it climbed; they need not know of the case.</summary>
    public async Task<Outcome> DirectAsync(long key, string? direction, CancellationToken cancel)
    {
        var row = await db.Escalations.AsNoTracking().FirstOrDefaultAsync(escalation => escalation.Key == key, cancel);
        if (row is null || !gate.MayAcknowledge(CaseFactsReader.Recipients(row.Recipients)))
        {
            return Outcome.NotThere;
        }

        var text = Plain(direction);
        if (Problem(text, "Enter what is to be done") is { } problem)
        {
            return Outcome.Invalid(problem);
        }

        var result = await engine.Workflows.ExecuteAsync(row.InstanceKey, new AcknowledgeEscalation(row.Key, text) { By = gate.Person.Id }, cancel);
        if (!result.IsAccepted)
        {
            return Outcome.Overtaken("That task was done meanwhile, so no direction is needed.");
        }

        await TellAsync(row, "direction", anonymised: false, [Recipient.AssigneeKind, .. Managers(row)]);
        return Outcome.Done;
    }

    /// <summary>Answers a direction, for the team that owes the task.</summary>
    public async Task<Outcome> AnswerAsync(long key, string? answer, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { MayAnswer: true } file)
        {
            return Outcome.NotThere;
        }

        var text = Plain(answer);
        if ((Problem(text, "Enter what is being done about it, and by when") ?? await TellsTooMuchAsync(file.Row, text, cancel)) is { } problem)
        {
            return Outcome.Invalid(problem);
        }

        var result = await engine.Workflows.ExecuteAsync(file.Row.InstanceKey, new AnswerEscalation(file.Row.Key, text) { By = gate.Person.Id }, cancel);
        if (!result.IsAccepted)
        {
            return Outcome.Overtaken("That task was done meanwhile, so nothing more is needed.");
        }

        if (file.Row.AcknowledgedBy is { } director)
        {
            await TellAsync(file.Row, "answer", file.Row.Anonymised, [director]);
        }

        return Outcome.Done;
    }

    private async Task<EscalationFile?> FindAsync(long key, CancellationToken cancel)
    {
        var row = await db.Escalations.AsNoTracking().FirstOrDefaultAsync(escalation => escalation.Key == key, cancel);
        var task = row is null ? null : await db.Tasks.AsNoTracking().FirstOrDefaultAsync(late => late.Key == row.TaskKey, cancel);
        if (row is null || task is null)
        {
            return null;
        }

        var facts = await caseFacts.OfTaskAsync(task, cancel);
        // Who may answer must be able to see what they answer for.
        return new EscalationFile(row, task, facts, await RecordAsync(row, cancel), gate.MaySeeTask(facts) && gate.MayAnswer(facts), gate.MayAcknowledge(CaseFactsReader.Recipients(row.Recipients)));
    }

    private static string Plain(string? text) => text?.ReplaceLineEndings("\n").Trim() ?? "";

    private static string? Problem(string text, string missing) => text.Length switch
    {
        0 => missing,
        > LongestText => "What you write must be 2,000 characters or fewer",
        _ => null,
    };

    // Chairs of boards see counts and ages; what a team writes to one must not undo that.
    private async Task<string?> TellsTooMuchAsync(EscalationRecord row, string answer, CancellationToken cancel) =>
        row.Anonymised && await engine.Workflows.InspectAsync(row.InstanceKey, cancel) is { } state
            && new IdentifyingText(state.Elements.Select(element => element.Variables).Append(state.Variables)).In(answer) is { } found
            ? $"A board chair reads this and must not learn whose case it is: leave out “{found}”"
            : null;

    /// <summary>Reads are audited like writes.</summary>
    public Task NoteReadAsync(EscalationRecord row) =>
        reads.RecordAsync(gate.Person.Id, $"escalation:{row.Key}", row.BusinessKey, clock.GetCurrentInstant());

    // The notice is a convenience: the direction stands in My work, from the row itself, until it is answered. So it is
    // enough to send it after the commit, and a crash in between loses nothing that somebody owes.
    private async Task TellAsync(EscalationRecord row, string kind, bool anonymised, IReadOnlyList<string> recipients)
    {
        var now = clock.GetCurrentInstant();
        foreach (var recipient in recipients)
        {
            await inbox.DeliverAsync(new Notice($"{kind}:{row.Key}:{now.ToUnixTimeTicks()}:{recipient}", recipient, kind, now)
            {
                BusinessKey = row.BusinessKey,
                InstanceKey = row.InstanceKey,
                TaskKey = row.TaskKey,
                Anonymised = anonymised,
            });
        }
    }

    // Nobody is told of what they wrote themselves.
    private IEnumerable<string> Managers(EscalationRecord row) =>
        vocabulary.Directory.TryGetTeam(row.Team ?? "", out var team) && team.Manager != gate.Person.Id ? [new Recipient(Roles.TeamManager, team.Id).ToString()] : [];

    private async Task<Escalation> RecordAsync(EscalationRecord row, CancellationToken cancel)
    {
        Escalation? record = null;
        await foreach (var entry in engine.Workflows.Store.HistoryAsync(row.InstanceKey, cancel))
        {
            foreach (var happened in EventCodec.Read(entry.Events))
            {
                record = happened is EscalationRaised raised && raised.EscalationKey == row.Key
                    ? Escalation.From(raised, entry.At)
                    : record?.After(happened, entry.By, entry.At) ?? record;
            }
        }

        return record ?? throw new InvalidOperationException($"The history of instance {row.InstanceKey} does not tell of its escalation {row.Key}.");
    }
}
