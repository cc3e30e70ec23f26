using NodaTime;
using NodaTime.Text;
using Peninsula.Workflows.Bpmn.Timers;

namespace Peninsula.Workflows.Rehearsal.Reading;

/// <summary>Times as scenarios write them: ISO 8601, local ones in the scenario's zone.</summary>
internal static class Times
{
    public static Instant Instant(string text, string what, DateTimeZone zone) =>
        TimerSchedule.Date(text, zone) ?? throw new ScenarioFormatException($"{what} must be an ISO 8601 date-time such as 2026-01-05T09:00:00Z, not \"{text}\"");

    /// <summary>Days and longer are counted on the calendar, as timers count them; hours and shorter are elapsed time.</summary>
    public static Instant After(Instant start, string duration, DateTimeZone zone) =>
        TimerSchedule.Next(start, duration, zone) ?? throw new ScenarioFormatException(Explain(duration));

    public static string CheckedDuration(string text, string what) =>
        PeriodPattern.NormalizingIso.Parse(text).Success ? text : throw new ScenarioFormatException($"{what}: {Explain(text)}");

    public static string Write(Instant time, DateTimeZone zone)
    {
        var local = time.InZone(zone);
        return local.Offset == Offset.Zero ? InstantPattern.General.Format(time) : OffsetDateTimePattern.GeneralIso.Format(local.ToOffsetDateTime());
    }

    private static string Explain(string text) => $"an ISO 8601 duration such as P3D or PT2H is needed, not \"{text}\"";
}
