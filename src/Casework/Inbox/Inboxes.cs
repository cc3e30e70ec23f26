using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Casework.Disclosure;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Inbox;

/// <summary>A notice as its reader sees it: no personal data, a link at most.</summary>
/// <param name="Href">Where it leads, or null.</param>
public sealed record InboxLine(long Id, string Text, string? CaseReference, string? Href, Instant At, bool IsRead);

/// <summary>People's inboxes. A notice to a post is read by whoever holds the post now.</summary>
public sealed class Inboxes(PeninsulaDbContext db, NoticeInbox inbox, RestrictedCases restricted, IClock clock)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<InboxLine>> LatestAsync(PersonContext person, CancellationToken cancel)
    {
        var rows = await To(person).OrderByDescending(row => row.Id).Take(Most)
            .Select(row => new { Notice = row, IsRead = db.NoticeReads.Any(read => read.NoticeId == row.Id && read.Person == person.Id) }).ToListAsync(cancel);
        return [.. rows.Select(row => new InboxLine(
            row.Notice.Id, Words(row.Notice), row.Notice.Anonymised ? null : row.Notice.BusinessKey, Leads(row.Notice), row.Notice.At, row.IsRead))];
    }

    public Task<int> UnreadAsync(PersonContext person, CancellationToken cancel) =>
        To(person).Where(row => !db.NoticeReads.Any(read => read.NoticeId == row.Id && read.Person == person.Id)).OrderBy(row => row.Id).Take(Most).CountAsync(cancel);

    /// <summary>Notes that this person has read a notice, for them alone. False when it is none that they may read, or is not there: nobody learns which.</summary>
    public async Task<bool> MarkReadAsync(long id, PersonContext person, CancellationToken cancel)
    {
        if (!await To(person).AnyAsync(row => row.Id == id, cancel))
        {
            return false;
        }

        await inbox.MarkReadAsync(id, person.Id, clock.GetCurrentInstant());
        return true;
    }

    // The page, the badge and the marking all ask this and nothing else.
    private IQueryable<NoticeRecord> To(PersonContext person)
    {
        var (id, teams, posts) = (person.Id, person.Teams.ToArray(), Posts(person).ToArray());
        // "assignee": whoever has the task now, or while nobody has, those who may take it.
        var (shut, teamPosts) = (restricted.ShutTo(id), person.Teams.Select(team => new Recipient(Recipient.TeamKind, team).ToString()).Append(Recipient.AssigneeKind).ToArray());

        // A notice to a whole team about a restricted case is for those of it who are named.
        return db.Notices.Where(row => !teamPosts.Contains(row.Recipient) || !db.Cases.Any(record => record.Reference == row.BusinessKey && shut.Contains(record.InstanceKey)))
            .Where(row => posts.Contains(row.Recipient)
            || (row.Recipient == Recipient.AssigneeKind && db.Tasks.Any(task => task.Key == row.TaskKey && task.State == TaskState.Open
                && (task.Assignee == id || (task.Assignee == null && task.Candidates.Any(candidate => candidate.IsGroup && teams.Contains(candidate.Name)))))));
    }

    private static IEnumerable<string> Posts(PersonContext person) =>
    [
        person.Id,
        new Recipient(Recipient.PersonKind, person.Id).ToString(),
        .. person.Teams.Select(team => new Recipient(Recipient.TeamKind, team).ToString()),
        .. person.Managed.SelectMany(team => new[] { new Recipient(Roles.TeamManager, team).ToString(), new Recipient(Roles.ServiceManager, team).ToString() }
            .Where(written => person.Holds(written[..written.IndexOf(':', StringComparison.Ordinal)]))),
        .. new[] { Roles.MacseChair, Roles.BoardChair }.Where(person.Holds).SelectMany(role => person.Areas.Select(area => new Recipient(role, area).ToString())),
        .. new[] { Roles.SafeguardingManager, Roles.Administrator }.Where(person.Holds),
    ];

    private static string? Leads(NoticeRecord row) => row switch
    {
        { Anonymised: true } => "/oversight",
        { Kind: "break-glass", Text: { } opening } => $"/break-glass/{opening}",
        { TaskKey: { } task } => $"/tasks/{task}",
        { BusinessKey: { } reference } => $"/cases/{reference}",
        _ => null,
    };

    private static string Words(NoticeRecord row) => row switch
    {
        { Kind: "break-glass" } => "Somebody who is not on this case opened it with a reason. See who, and why.",
        { Kind: "direction" } => "A direction was given on a late task.",
        { Kind: "answer" } => "Your direction was answered.",
        { Anonymised: true } => "A task in your area is long overdue. See the overdue page.",
        // An escalation's text is the ladder step that was reached.
        { Kind: "escalation", Text: "warning" } => "A task is due soon.",
        { Kind: "escalation", Text: "due" } => "A task is overdue.",
        { Kind: "escalation" } => "A late task has climbed to you.",
        { Text: { } text } => text,
        var other => char.ToUpperInvariant(other.Kind[0]) + other.Kind[1..].Replace('-', ' ') + ".",
    };
}
