namespace Peninsula.Workflows.Execution.Codec;

/// <summary>A task's terms as bytes, shared by state and events.</summary>
internal static class TermsCodec
{
    public static void Write(Encoder to, TaskTerms terms)
    {
        to.Optional(terms.Assignee);
        to.Texts(terms.CandidateGroups);
        to.Texts(terms.CandidateUsers);
        to.Optional(terms.Due);
        to.Optional(terms.FollowUp);
        to.Number(terms.Priority);
        to.Number(terms.Ladder.Count);
        foreach (var level in terms.Ladder)
        {
            to.Text(level.Level);
            to.Time(level.At);
            to.Texts(level.Recipients);
            to.Flag(level.Anonymised);
        }

        to.Pairs(terms.Tags);
    }

    public static TaskTerms Read(ref Decoder from)
    {
        var assignee = from.OptionalText();
        var groups = from.Texts();
        var users = from.Texts();
        var due = from.OptionalTime();
        var followUp = from.OptionalTime();
        var priority = from.Int();
        var ladder = new LadderLevel[from.Count()];
        for (var i = 0; i < ladder.Length; i++)
        {
            var level = from.Text();
            var at = from.Time();
            var recipients = from.Texts();
            ladder[i] = new LadderLevel(level, at, recipients, from.Flag());
        }

        return new TaskTerms
        {
            Assignee = assignee,
            CandidateGroups = groups,
            CandidateUsers = users,
            Due = due,
            FollowUp = followUp,
            Priority = priority,
            Ladder = ladder,
            Tags = from.Pairs(),
        };
    }
}
