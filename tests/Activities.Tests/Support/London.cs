using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel;

namespace Peninsula.Activities.Tests.Support;

/// <summary>Instants written as a London clock shows them.</summary>
internal static class London
{
    public static DateTimeZone Zone { get; } = FeelEnvironment.DefaultZone;

    public static Instant At(string local) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(local).Value.InZoneStrictly(Zone).ToInstant();

    public static LocalDate Day(string date) => LocalDatePattern.Iso.Parse(date).Value;

    public static string Shown(Instant at) => at.InZone(Zone).ToString("uuuu-MM-dd HH:mm:ss", null);
}
