using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Escalations;
using Peninsula.Host.Cases;
using Peninsula.Persistence;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Escalations;

/// <summary>Opens escalations, and sends directions and answers to the engine.</summary>
public sealed class EscalationDesk(PeninsulaDbContext db, Engine engine, CaseFacing facing, Vocabulary vocabulary, NotificationInbox inbox, ReadsAudit reads, IClock clock)
{
    public const int LongestText = 2000;

    public async Task<EscalationFile?> OpenAsync(long key, CancellationToken cancel)
    {
        var row = await db.Escalations.AsNoTracking().FirstOrDefaultAsync(one => one.Key == key, cancel);
        var task = row is null ? null : await db.Tasks.AsNoTracking().FirstOrDefaultAsync(one => one.Key == row.TaskKey, cancel);
        return row is null || task is null
            ? null
            : new EscalationFile(row, task, await facing.OfTaskAsync(task, cancel), await RecordAsync(row, cancel));
    }

    /// <summary>Acknowledges with a direction.</summary>
    public async Task<CommandResult> DirectAsync(EscalationRecord row, string direction, string person, CancellationToken cancel)
    {
        var result = await engine.Workflows.ExecuteAsync(row.InstanceKey, new AcknowledgeEscalation(row.Key, direction) { By = person }, cancel);
        if (result.IsAccepted)
        {
            await TellAsync(row, "direction", anonymised: false, [Recipient.AssigneeKind, .. Managers(row, person)]);
        }

        return result;
    }

    /// <summary>Answers a direction, for the team that owes the task.</summary>
    public async Task<CommandResult> AnswerAsync(EscalationRecord row, string answer, string person, CancellationToken cancel)
    {
        var result = await engine.Workflows.ExecuteAsync(row.InstanceKey, new AnswerEscalation(row.Key, answer) { By = person }, cancel);
        if (result.IsAccepted && row.AcknowledgedBy is { } director)
        {
            await TellAsync(row, "answer", row.Anonymised, [director]);
        }

        return result;
    }

    /// <summary>What is wrong with a direction or answer, in words; null when nothing is.</summary>
    public static string? Problem(string text, string missing) => text.Length switch
    {
        0 => missing,
        > LongestText => "What you write must be 2,000 characters or fewer",
        _ => null,
    };

    /// <summary>
    /// Something in an answer that would tell a board chair whose case it is, or null. Chairs of boards see counts and
    /// ages; what a team writes to one must not undo that.
    /// </summary>
    public async Task<string?> TellsTooMuchAsync(EscalationRecord row, string answer, CancellationToken cancel) =>
        row.Anonymised && await engine.Workflows.InspectAsync(row.InstanceKey, cancel) is { } state
            ? Identifying.In(answer, state.Variables, row.BusinessKey)
            : null;

    /// <summary>Reads are audited like writes.</summary>
    public Task NoteReadAsync(string person, EscalationRecord row) =>
        reads.RecordAsync(person, $"escalation:{row.Key}", row.BusinessKey, clock.GetCurrentInstant());

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
    private IEnumerable<string> Managers(EscalationRecord row, string director) =>
        vocabulary.Directory.TryGetTeam(row.Team ?? "", out var team) && team.Manager != director ? [new Recipient(Roles.TeamManager, team.Id).ToString()] : [];

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
