using NodaTime;
using Peninsula.Activities.Directory;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Notices;

/// <summary>Makes the notices of a level of a ladder that was reached: posts become the people who hold them that day.</summary>
public sealed class EscalationNotices(Vocabulary vocabulary)
{
    /// <summary>The kind of a step's notice: <c>escalation-</c> and its level.</summary>
    public const string KindPrefix = "escalation-";

    /// <summary>The notices of a step. The assignee's goes to the candidate teams while nobody has taken the task.</summary>
    /// <param name="raised">The step reached.</param>
    /// <param name="assignee">Who has the task now, or null.</param>
    /// <param name="candidateGroups">The teams that may take it.</param>
    /// <param name="caseReference">The case; left out of anonymised notices.</param>
    /// <param name="at">When the step was reached.</param>
    public IReadOnlyList<Notice> For(
        EscalationRaised raised, string? assignee, IReadOnlyList<string> candidateGroups, string? caseReference, Instant at)
    {
        var today = at.InZone(vocabulary.Calendar.Zone).Date;
        var notices = from written in raised.Recipients
                      from recipient in Addressees(written, assignee, candidateGroups)
                      from person in vocabulary.Directory.Resolve(recipient, today)
                      select new Notice
                      {
                          Key = $"escalation:{raised.EscalationKey}:{person.Id}",
                          Kind = KindPrefix + raised.Level,
                          PersonId = person.Id,
                          To = written,
                          CaseReference = raised.Anonymised ? null : caseReference,
                          TaskKey = raised.Anonymised ? null : raised.TaskKey,
                          At = at,
                          Anonymised = raised.Anonymised,
                      };
        return [.. notices.DistinctBy(notice => notice.Key)];
    }

    private static IEnumerable<Recipient> Addressees(string written, string? assignee, IReadOnlyList<string> candidateGroups)
    {
        if (!Recipient.TryParse(written, out var recipient))
        {
            return [];
        }

        if (recipient.Kind != Recipient.AssigneeKind)
        {
            return [recipient];
        }

        return assignee is not null
            ? [new Recipient(Recipient.PersonKind, assignee)]
            : candidateGroups.Select(group => new Recipient(Recipient.TeamKind, group));
    }
}
