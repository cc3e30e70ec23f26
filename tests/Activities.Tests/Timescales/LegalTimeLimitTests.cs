using Peninsula.Activities.Tests.Support;
using Peninsula.Activities.Timescales;

namespace Peninsula.Activities.Tests.Timescales;

/// <summary>Every time limit of the field as it ships, from a trigger to its due time on a London clock.</summary>
public class LegalTimeLimitTests
{
    private static readonly TimescaleCatalog Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!.Timescales;

    [Theory]
    // Referral, strategy discussion, assessment, section 47.
    [InlineData("triage-same-day", "2026-11-28 15:00", "2026-11-28 23:59:59")]
    [InlineData("referral-decision", "2026-12-24 16:30", "2026-12-29 23:59:59")]
    [InlineData("referrer-feedback", "2026-11-27 09:00", "2026-11-30 23:59:59")]
    [InlineData("strategy-discussion-high", "2026-11-23 22:00", "2026-11-24 02:00:00")]
    [InlineData("strategy-discussion-medium", "2026-10-24 12:00", "2026-10-25 11:00:00")]
    [InlineData("police-protection", "2026-12-24 08:00", "2026-12-27 08:00:00")]
    [InlineData("emergency-protection-order", "2026-11-23 12:00", "2026-12-01 23:59:59")]
    [InlineData("emergency-protection-extension", "2026-12-01 12:00", "2026-12-08 23:59:59")]
    [InlineData("assessment", "2026-11-23 09:00", "2027-01-28 23:59:59")]
    [InlineData("s47-to-icpc", "2026-12-14 09:00", "2027-01-07 23:59:59")]
    [InlineData("s47-to-icpc", "2027-03-15 09:00", "2027-04-07 23:59:59")]
    [InlineData("s47-to-icpc-last-discussion", "2026-12-21 09:00", "2027-01-14 23:59:59")]
    [InlineData("icpc-booked", "2026-12-14 09:00", "2026-12-24 23:59:59")]
    [InlineData("core-group", "2027-01-07 14:00", "2027-01-21 23:59:59")]
    [InlineData("review-conference-first", "2026-11-30 10:00", "2027-02-28 23:59:59")]
    [InlineData("review-conference-next", "2026-08-31 10:00", "2027-02-28 23:59:59")]
    [InlineData("risk-reassessment", "2026-11-30 10:00", "2027-02-28 23:59:59")]
    [InlineData("macse-meeting", "2027-01-31 10:00", "2027-02-28 23:59:59")]
    // Missing, trafficking, placements, looked-after children.
    [InlineData("rhi", "2026-12-24 22:15", "2026-12-27 22:15:00")]
    [InlineData("rhi", "2027-03-26 12:00", "2027-03-29 13:00:00")]
    [InlineData("rhi", "2026-10-23 12:00", "2026-10-26 11:00:00")]
    [InlineData("nrm-reasonable-grounds", "2026-12-23 12:00", "2027-01-04 23:59:59")]
    [InlineData("nrm-conclusive-grounds", "2026-11-23 12:00", "2026-12-23 23:59:59")]
    [InlineData("placement-notice", "2026-11-23 12:00", "2026-11-23 12:00:00")]
    [InlineData("placement-notice-emergency", "2026-12-24 12:00", "2027-01-05 23:59:59")]
    [InlineData("placement-out-of-area-approval", "2026-11-23 12:00", "2026-11-23 12:00:00")]
    [InlineData("placement-review", "2027-03-26 12:00", "2027-03-29 13:00:00")]
    [InlineData("lac-visit-first", "2026-12-20 12:00", "2026-12-27 23:59:59")]
    [InlineData("lac-visit-next", "2026-11-23 12:00", "2027-01-04 23:59:59")]
    [InlineData("lac-review-first", "2026-12-14 12:00", "2027-01-14 23:59:59")]
    [InlineData("lac-review-second", "2026-11-30 12:00", "2027-02-28 23:59:59")]
    [InlineData("lac-review-next", "2026-11-30 12:00", "2027-05-30 23:59:59")]
    [InlineData("initial-health-assessment", "2026-12-14 12:00", "2027-01-14 23:59:59")]
    [InlineData("personal-education-plan", "2026-12-14 12:00", "2026-12-30 23:59:59")]
    [InlineData("childrens-home-notification", "2026-11-28 12:00", "2026-11-29 12:00:00")]
    [InlineData("childrens-home-visit", "2026-11-30 12:00", "2026-12-30 23:59:59")]
    // Allegations, serious incidents.
    [InlineData("lado-allegation", "2026-12-24 12:00", "2026-12-29 23:59:59")]
    [InlineData("serious-incident-notification", "2027-03-24 12:00", "2027-04-02 23:59:59")]
    [InlineData("rapid-review", "2026-12-14 12:00", "2027-01-07 23:59:59")]
    [InlineData("mandatory-report", "2026-12-24 12:00", "2026-12-31 23:59:59")]
    // Disruption.
    [InlineData("cawn-review", "2026-11-30 12:00", "2027-02-28 23:59:59")]
    [InlineData("sexual-risk-order", "2026-11-23 12:00", "2028-11-23 23:59:59")]
    [InlineData("sexual-harm-prevention-order", "2026-11-23 12:00", "2031-11-23 23:59:59")]
    [InlineData("slavery-trafficking-risk-order", "2028-02-29 12:00", "2030-02-28 23:59:59")]
    [InlineData("slavery-trafficking-prevention-order", "2026-11-23 12:00", "2031-11-23 23:59:59")]
    [InlineData("asb-closure-notice", "2026-12-24 10:00", "2026-12-25 10:00:00")]
    [InlineData("asb-closure-notice-senior", "2026-12-24 10:00", "2026-12-26 10:00:00")]
    [InlineData("asb-closure-hearing", "2026-12-24 10:00", "2026-12-27 10:00:00")]
    [InlineData("asb-closure-order", "2026-11-30 10:00", "2027-02-28 23:59:59")]
    [InlineData("asb-closure-order-extended", "2026-11-30 10:00", "2027-05-30 23:59:59")]
    [InlineData("child-sex-closure-hearing", "2026-12-24 10:00", "2026-12-26 10:00:00")]
    [InlineData("child-sex-closure-order", "2026-11-30 10:00", "2027-02-28 23:59:59")]
    [InlineData("hotel-notice", "2026-08-31 10:00", "2027-02-28 23:59:59")]
    [InlineData("premises-interim-steps", "2026-10-24 12:00", "2026-10-26 11:00:00")]
    [InlineData("premises-summary-review", "2026-11-23 12:00", "2026-12-21 23:59:59")]
    [InlineData("rso-notification", "2026-12-24 12:00", "2026-12-27 23:59:59")]
    [InlineData("rso-annual", "2028-02-29 12:00", "2029-02-28 23:59:59")]
    // Information.
    [InlineData("subject-access", "2027-01-31 12:00", "2027-02-28 23:59:59")]
    [InlineData("data-breach-report", "2027-03-26 12:00", "2027-03-29 13:00:00")]
    public void A_limit_falls_due_when_its_law_says(string key, string trigger, string due)
    {
        Shipped.TryGet(key, out var limit).Should().BeTrue();
        London.Shown(limit!.Due(London.At(trigger))!.Due).Should().Be(due);
    }

    [Fact]
    public void Every_version_says_its_source_and_who_confirms_it() =>
        Shipped.All.SelectMany(limit => limit.Versions)
            .Should().OnlyContain(version => version.Source.Length > 0 && version.ConfirmedBy.Length > 0);

    [Fact]
    public void What_nobody_published_is_marked_to_be_confirmed_locally() =>
        Shipped.All.SelectMany(limit => limit.Versions)
            .Where(version => version.Authority is TimescaleAuthority.Proposal or TimescaleAuthority.Local && !version.ConfirmLocally)
            .Should().BeEmpty();

    [Fact]
    public void No_limit_is_law_before_its_commencement()
    {
        Shipped.TryGet("asb-closure-hearing", out var limit);

        limit!.Due(London.At("2014-10-19 12:00")).Should().BeNull();
        limit.Due(London.At("2014-10-20 12:00")).Should().NotBeNull();
    }
}
