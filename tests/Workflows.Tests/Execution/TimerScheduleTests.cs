using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Timers;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>When timers fire (ISO 8601; BPMN 2.0.2 clause 10.5.5). The clock stands at 2026-01-05T09:00Z.</summary>
public sealed class TimerScheduleTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 5, 9, 0);
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData("-P1M", "2025-12-05T09:00:00Z")]
    [InlineData("-P4DT9H", "2026-01-01T00:00:00Z")]
    [InlineData("-PT1S", "2026-01-05T08:59:59Z")]
    [InlineData("P-1D", "2026-01-04T09:00:00Z")]
    [InlineData("PT1.5S", "2026-01-05T09:00:01.5Z")]
    [InlineData("P1Y", "2027-01-05T09:00:00Z")]
    public void A_duration_may_be_negative(string text, string due) => Planned(new TimerEventDefinition(null, Expression.Literal(text), null)).Due.Should().Be(Time(due));

    [Theory]
    [InlineData("R3/2026-01-06T10:00:00+01:00[Europe/Paris]/PT1H", "2026-01-06T09:00:00Z", 2)]
    [InlineData("R3/2026-01-06T09:00:00@Europe/London/PT1H", "2026-01-06T09:00:00Z", 2)]
    [InlineData("R/2026-07-06T09:00[Europe/London]/P1D", "2026-07-06T08:00:00Z", -1)]
    [InlineData("R2/2026-07-06T09:00[America/Argentina/Buenos_Aires]/P1W", "2026-07-06T12:00:00Z", 1)]
    [InlineData("R/PT1H/2026-01-05T12:30:00Z", "2026-01-05T10:00:00Z", 2)]
    [InlineData("R/PT1H/2026-01-05T12:30[Europe/London]", "2026-01-05T10:00:00Z", 2)]
    [InlineData("PT1H", "2026-01-05T10:00:00Z", -1)]
    [InlineData("2026-01-06T09:00:00Z/PT1H", "2026-01-06T09:00:00Z", -1)]
    public void A_cycle_may_name_a_zone(string text, string due, int left)
    {
        var plan = Planned(new TimerEventDefinition(null, null, Expression.Literal(text)));
        plan.Due.Should().Be(Time(due));
        plan.RepetitionsLeft.Should().Be(left);
    }

    [Theory]
    [InlineData("R3/2026-01-06T10:00:00[Europe/Nowhere]/PT1H")]
    [InlineData("R3/-PT1H")]
    [InlineData("R0/PT1H")]
    [InlineData("R3/2026-01-06T10:00:00Z/-PT1H")]
    [InlineData("R3//PT1H")]
    [InlineData("R3")]
    [InlineData("R/2026-01-06T10:00:00Z")]
    public void What_is_no_cycle_is_refused(string text) => Plan(new TimerEventDefinition(null, null, Expression.Literal(text)), out _).Should().NotBeNull();

    [Theory]
    [InlineData("R/2020-01-01T00:00:00Z/P1D", "2026-01-05T00:00:00Z", -1, "2026-01-06T00:00:00Z")]
    [InlineData("R/2020-01-01T00:00:00Z/PT1S", "2026-01-05T09:00:00Z", -1, "2026-01-05T09:00:01Z")]
    [InlineData("R/2020-01-31T00:00:00Z/P1M", "2025-12-31T00:00:00Z", -1, "2026-01-31T00:00:00Z")]
    [InlineData("R5/2026-01-03T12:00:00Z/P1D", "2026-01-04T12:00:00Z", 3, "2026-01-05T12:00:00Z")]
    [InlineData("R3/2026-01-05T08:30:00Z/PT1H", "2026-01-05T08:30:00Z", 2, "2026-01-05T09:30:00Z")]
    [InlineData("R3/2020-01-01T00:00:00Z/P1D", "2026-01-05T00:00:00Z", 0, null)]
    public void A_start_in_the_past_is_due_once_for_all_turns_that_were_missed(string text, string due, int left, string? next)
    {
        var plan = Planned(new TimerEventDefinition(null, null, Expression.Literal(text)));
        plan.Due.Should().Be(Time(due));
        plan.RepetitionsLeft.Should().Be(left);
        TimerSchedule.After(plan, London, Now)?.Due.Should().Be(Time(next!));
        (TimerSchedule.After(plan, London, Now) is null).Should().Be(next is null);
    }

    [Fact]
    public void What_was_missed_while_nothing_ran_is_not_made_up_for()
    {
        var fired = new TimerPlan(Now, -1, "PT1H");
        TimerSchedule.After(fired, London, Now + Duration.FromMinutes(150))!.Due.Should().Be(Now + Duration.FromHours(3));
        TimerSchedule.After(fired, London, Now)!.Due.Should().Be(Now + Duration.FromHours(1));
        TimerSchedule.After(fired with { RepetitionsLeft = 2 }, London, Now + Duration.FromMinutes(61))!.Should().Be(new TimerPlan(Now + Duration.FromHours(2), 0, "PT1H"));
        TimerSchedule.After(fired with { RepetitionsLeft = 2 }, London, Now + Duration.FromHours(9)).Should().BeNull();
    }

    [Fact]
    public void A_timer_fired_by_hand_before_it_is_due_keeps_its_rhythm() =>
        TimerSchedule.After(new TimerPlan(Now, 3, "P1D"), London, Now - Duration.FromDays(2)).Should().Be(new TimerPlan(Now + Duration.FromDays(1), 2, "P1D"));

    [Fact]
    public void A_day_of_the_zone_that_is_named_may_have_another_length()
    {
        var plan = Planned(new TimerEventDefinition(null, null, Expression.Literal("R/2026-03-07T09:00[America/New_York]/P1D")));
        TimerSchedule.After(plan, London, plan.Due)!.Due.Should().Be(Instant.FromUtc(2026, 3, 8, 13, 0), "summer time begins there on that day");
    }

    [Fact]
    public void A_cron_expression_goes_on_from_the_present()
    {
        var fired = new TimerPlan(Now, -1, "0 0 9 * * *");
        TimerSchedule.After(fired, London, Now + Duration.FromDays(400) + Duration.FromHours(1))!.Due.Should().Be(Now + Duration.FromDays(401));
    }

    private static TimerPlan Planned(TimerEventDefinition definition)
    {
        Plan(definition, out var plan).Should().BeNull();
        return plan;
    }

    private static string? Plan(TimerEventDefinition definition, out TimerPlan plan) =>
        TimerSchedule.Plan(definition, FeelContext.Empty, new FeelEnvironment(Now), out plan);

    private static Instant Time(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
