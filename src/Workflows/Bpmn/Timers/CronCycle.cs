using Cronos;
using NodaTime;

namespace Peninsula.Workflows.Bpmn.Timers;

/// <summary>
/// A cycle as a cron expression, such as <c>0 0 9-17 * * MON-FRI</c>: second, minute, hour, day of month, month, day of
/// week; without the seconds with five fields; or a name such as <c>@daily</c>. Times are local times of the zone.
/// </summary>
internal static class CronCycle
{
    /// <summary>Whether the text is one, well-formed or not: an ISO 8601 cycle has no spaces.</summary>
    public static bool Is(string text) => text.StartsWith('@') || text.Contains(' ', StringComparison.Ordinal);

    /// <summary>The first time after <paramref name="from"/>; null when the text is none, or never comes round again.</summary>
    public static Instant? Next(string text, Instant from, DateTimeZone zone)
    {
        if (!CronExpression.TryParse(text, FieldsOf(text), out var cron) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out var local))
        {
            return null;
        }

        try
        {
            return cron.GetNextOccurrence(from.ToDateTimeUtc(), local) is { } next ? Instant.FromDateTimeUtc(next) : null;
        }
        catch (ArgumentException)
        {
            // A time near the end of the calendar.
            return null;
        }
    }

    private static CronFormat FieldsOf(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard;
}
