using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Feel;

/// <summary>Reads moments and days out of FEEL values: temporal ones, and the ISO 8601 texts that variables store.</summary>
internal static class Moments
{
    /// <summary>The years in which clocks may start: any count from there stays within the years the calendar knows.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last of them.</summary>
    public const int LastYear = 2500;

    /// <summary>Whether a clock may start at a moment.</summary>
    public static bool IsCountable(Instant at) => at.InUtc().Year is >= FirstYear and <= LastYear;

    /// <summary>A moment: a date and time (a local one is read in the zone), or a date, which means its beginning.</summary>
    public static bool TryReadInstant(FeelValue value, DateTimeZone zone, out Instant instant)
    {
        if (value.TryGetInstant(zone, out instant))
        {
            return true;
        }

        if (value.TryGetDate(out var date) || (value.TryGetString(out var text) && TryParse(LocalDatePattern.Iso, text, out date)))
        {
            instant = zone.AtStartOfDay(date).ToInstant();
            return true;
        }

        if (!value.TryGetString(out var moment))
        {
            return false;
        }

        // FEEL writes a zone id behind the offset: 2026-11-23T09:00:00Z@Europe/London.
        var at = moment.IndexOf('@', StringComparison.Ordinal);
        var iso = at < 0 ? moment : moment[..at];
        if (TryParse(OffsetDateTimePattern.ExtendedIso, iso, out var offset))
        {
            instant = offset.ToInstant();
            return true;
        }

        if (TryParse(LocalDateTimePattern.ExtendedIso, iso, out var local) || TryParse(ToTheMinute, iso, out local))
        {
            instant = local.InZoneLeniently(at < 0 ? zone : DateTimeZoneProviders.Tzdb.GetZoneOrNull(moment[(at + 1)..]) ?? zone).ToInstant();
            return true;
        }

        if (TryParse(OffsetToTheMinute, iso, out offset))
        {
            instant = offset.ToInstant();
            return true;
        }

        return false;
    }

    /// <summary>A day: a date, or the day on which a moment falls in the zone.</summary>
    public static bool TryReadDay(FeelValue value, DateTimeZone zone, out LocalDate day)
    {
        if (value.TryGetDate(out day))
        {
            return true;
        }

        var read = TryReadInstant(value, zone, out var instant);
        day = read ? instant.InZone(zone).Date : default;
        return read;
    }

    // What a browser's date-time field sends.
    private static readonly LocalDateTimePattern ToTheMinute =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly OffsetDateTimePattern OffsetToTheMinute =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>");

    private static bool TryParse<T>(IPattern<T> pattern, string text, out T value)
    {
        var parsed = pattern.Parse(text);
        value = parsed.Success ? parsed.Value : default!;
        return parsed.Success;
    }
}
