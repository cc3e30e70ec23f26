using NodaTime;
using Peninsula.Activities.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Registers;

/// <summary>
/// Makes register entries of tasks that were done. A pure function of what history holds, so that a register can be made
/// again from it, and so that writing the same task twice leaves one entry.
/// </summary>
public static class RegisterWriter
{
    /// <summary>The entry after a writing: a new one, or one of the case's that the writing is about, changed.</summary>
    /// <param name="register">The register that the writing names.</param>
    /// <param name="ofCase">The entries that the case has in this register.</param>
    /// <param name="writing">The task that was done.</param>
    /// <param name="zone">In which days begin.</param>
    public static RegisterEntry Write(Register register, IEnumerable<RegisterEntry> ofCase, RegisterWriting writing, DateTimeZone zone)
    {
        var said = FeelContext.From(
            from field in register.Fields
            let value = field.From.Select(name => writing.Answers.TryGet(name, out var answer) ? answer : FeelValue.Null).FirstOrDefault(answer => !answer.IsNull)
            where !value.IsNull
            select KeyValuePair.Create(field.Name, value));
        var kind = Tag("registerKind") ?? Text(said, "kind");
        var subject = Tag("registerSubject") ?? Text(said, "subject");
        var before = ofCase.FirstOrDefault(entry => entry.Key == writing.TaskKey || entry.ChangedBy == writing.TaskKey)
            ?? Same(register, ofCase, kind, subject, said);
        var written = subject is null ? said : said.With("subject", subject);
        var details = before is null ? written : before.Details.With(written);
        return new RegisterEntry
        {
            Key = before?.Key ?? writing.TaskKey,
            Register = register.Key,
            InstanceKey = writing.InstanceKey,
            CaseReference = writing.CaseReference ?? before?.CaseReference,
            Area = writing.Tags.GetValueOrDefault("area") ?? before?.Area,
            Agency = writing.Tags.GetValueOrDefault("agency") ?? before?.Agency,
            Kind = kind ?? before?.Kind,
            Subject = subject ?? before?.Subject,
            Status = Tag("registerStatus") ?? before?.Status ?? "open",
            StartsAt = Moment(details, register.Starts, zone) ?? before?.StartsAt ?? writing.At,
            EndsAt = Moment(details, register.Ends, zone, endOfDay: true),
            ChangedAt = writing.At,
            ChangedBy = writing.TaskKey,
            Details = details,
        };

        string? Tag(string name) => writing.Tags.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Whether an entry is one too many: as many of the case began within the register's days before it, itself included.</summary>
    /// <param name="register">The register.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="ofCase">The case's entries in it.</param>
    public static bool IsRepeat(Register register, RegisterEntry entry, IEnumerable<RegisterEntry> ofCase) =>
        register.Repeats is { } repeats && Times(repeats, entry, ofCase) >= repeats.Count;

    /// <summary>How many entries of the case, this one included, began within the days of the trigger up to this one's beginning.</summary>
    public static int Times(RepeatTrigger repeats, RegisterEntry entry, IEnumerable<RegisterEntry> ofCase)
    {
        var from = entry.StartsAt - Duration.FromDays(repeats.Days);
        return ofCase.Count(other => other.StartsAt > from && other.StartsAt <= entry.StartsAt);
    }

    // Without an identity of its own every writing is an entry. With one, a writing that leaves part of it out is about the newest.
    private static RegisterEntry? Same(Register register, IEnumerable<RegisterEntry> ofCase, string? kind, string? subject, FeelContext said) =>
        register.Identity.Count == 0 ? null : ofCase.Where(entry => register.Identity.All(name => name switch
        {
            "kind" => kind is null || entry.Kind is null || kind == entry.Kind,
            "subject" => subject is null || entry.Subject is null || subject == entry.Subject,
            _ => !said.TryGet(name, out var here) || !entry.Details.TryGet(name, out var there) || here.Equals(there),
        })).MaxBy(entry => entry.ChangedAt);

    private static string? Text(FeelContext said, string name) =>
        said.TryGet(name, out var value) && value.TryGetString(out var text) && text.Length > 0 ? text : null;

    private static Instant? Moment(FeelContext details, string? field, DateTimeZone zone, bool endOfDay = false)
    {
        if (field is null || !details.TryGet(field, out var value))
        {
            return null;
        }

        // What ends on a day holds until that day is over.
        return endOfDay && value.TryGetString(out var text) && text.Length == 10 && Moments.TryReadDay(value, zone, out var day)
            ? day.PlusDays(1).AtStartOfDayInZone(zone).ToInstant() - Duration.FromSeconds(1)
            : Moments.TryReadInstant(value, zone, out var at) ? at : null;
    }
}
