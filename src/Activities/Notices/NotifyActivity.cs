using System.Text.RegularExpressions;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Jobs;

namespace Peninsula.Activities.Notices;

/// <summary>What <c>notify</c> is told.</summary>
/// <param name="Kind">What happened: lower-case words joined by hyphens, no free text.</param>
/// <param name="Recipients">Recipients as <see cref="Recipient"/> writes them, or <c>agency:police.mash</c> for the team of the case's area.</param>
/// <param name="CaseReference">The case; that of the instance when absent.</param>
/// <param name="Area">The case's area, for <c>agency:</c> recipients.</param>
/// <param name="District">The case's district, if it has one.</param>
public sealed record NotifyInput(
    string Kind, IReadOnlyList<string> Recipients, string? CaseReference = null, string? Area = null, string? District = null);

/// <summary>Nothing becomes of it but the notices.</summary>
public sealed record NotifyOutput;

/// <summary>The service task <c>notify</c>: puts a notice into the inboxes of those who should know.</summary>
public sealed partial class NotifyActivity(VocabularySource source, IInbox inbox) : IActivity<NotifyInput, NotifyOutput>
{
    private const string AgencyPrefix = "agency:";

    /// <summary>The activity on a vocabulary that never changes.</summary>
    public NotifyActivity(Vocabulary vocabulary, IInbox inbox)
        : this(VocabularySource.Of(vocabulary), inbox)
    {
    }

    /// <inheritdoc/>
    public string JobType => "notify";

    /// <inheritdoc/>
    public async ValueTask<ActivityResult<NotifyOutput>> RunAsync(NotifyInput input, JobContext job, CancellationToken cancel)
    {
        if (!KindForm().IsMatch(input.Kind))
        {
            return Failed("notify cannot run: \"kind\" must be lower-case words joined by hyphens, so that nothing personal is sent.");
        }

        var vocabulary = source.Current;
        var notices = new List<Notice>();
        var today = job.Now.InZone(vocabulary.Calendar.Zone).Date;
        foreach (var written in input.Recipients)
        {
            if (Read(written, input, vocabulary) is not { } recipient || recipient.Kind == Recipient.AssigneeKind)
            {
                return Failed($"notify cannot run: \"{written}\" is no recipient; write team:ID, person:ID, agency:FUNCTION or a post such as macse-chair:AREA.");
            }

            var people = vocabulary.Directory.Resolve(recipient, today);
            if (people.Count == 0)
            {
                return Failed($"notify cannot run: nobody stands behind \"{written}\".");
            }

            notices.AddRange(people.Select(person => new Notice
            {
                Key = $"job:{job.JobKey}:{person.Id}",
                Kind = input.Kind,
                PersonId = person.Id,
                To = recipient.ToString(),
                CaseReference = recipient.Kind == Roles.BoardChair ? null : input.CaseReference ?? job.CaseReference,
                At = job.Now,
                Anonymised = recipient.Kind == Roles.BoardChair,
            }));
        }

        if (notices.Count == 0)
        {
            return Failed("notify cannot run: \"recipients\" is empty.");
        }

        await inbox.DeliverAsync([.. notices.DistinctBy(notice => notice.Key)], cancel);
        return new ActivityResult<NotifyOutput>.Done(new NotifyOutput());
    }

    private static Recipient? Read(string written, NotifyInput input, Vocabulary vocabulary)
    {
        if (written.StartsWith(AgencyPrefix, StringComparison.Ordinal))
        {
            return vocabulary.Directory.Route(input.Area ?? "", written[AgencyPrefix.Length..], input.District) is { } team
                ? new Recipient(Recipient.TeamKind, team.Id)
                : null;
        }

        return Recipient.TryParse(written, out var recipient) ? recipient : null;
    }

    // Another try cannot help: the pathway or the directory has to be mended first.
    private static ActivityResult<NotifyOutput>.Failed Failed(string reason) => new(reason, WorthRetrying: false);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+){0,7}$")]
    private static partial Regex KindForm();
}
