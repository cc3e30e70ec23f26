using NodaTime;

namespace Peninsula.Decisions.Feel.Values;

public readonly partial struct FeelValue
{
    /// <summary>The offset slot of a local time.</summary>
    private const int NoOffset = int.MinValue;

    internal FeelDate Date => new(_high);

    internal FeelTime Time => new((long)_low, _extra == NoOffset ? null : _extra, (DateTimeZone?)_reference);

    internal FeelDateTime DateTime => new(new FeelDate(_high), Time);

    /// <summary>Nanoseconds.</summary>
    internal Int128 DayTime => new((ulong)_high, _low);

    internal long Months => _high;

    /// <summary>A date.</summary>
    public static implicit operator FeelValue(LocalDate value) => FeelDate.From(value);

    /// <summary>A date and time with an offset.</summary>
    public static implicit operator FeelValue(OffsetDateTime value) =>
        new FeelDateTime(FeelDate.From(value.Date), new FeelTime(value.NanosecondOfDay, value.Offset.Seconds, null));

    /// <summary>A date and time in a time zone.</summary>
    public static implicit operator FeelValue(ZonedDateTime value) =>
        new FeelDateTime(FeelDate.From(value.Date), new FeelTime(value.NanosecondOfDay, value.Offset.Seconds, value.Zone));

    /// <summary>A local date and time.</summary>
    public static implicit operator FeelValue(LocalDateTime value) =>
        new FeelDateTime(FeelDate.From(value.Date), new FeelTime(value.NanosecondOfDay, null, null));

    /// <summary>A local time of day.</summary>
    public static implicit operator FeelValue(LocalTime value) => new FeelTime(value.NanosecondOfDay, null, null);

    /// <summary>A days and time duration.</summary>
    public static implicit operator FeelValue(Duration value) => FromNanoseconds((Int128)value.ToBigIntegerNanoseconds());

    internal static FeelValue FromDate(FeelDate value) => new(FeelKind.Date, high: value.Day);

    internal static FeelValue FromTime(FeelTime value) =>
        new(FeelKind.Time, value.Zone, (ulong)value.Nanoseconds, 0, value.OffsetSeconds ?? NoOffset);

    internal static FeelValue FromDateTime(FeelDateTime value) => new(
        FeelKind.DateTime,
        value.Time.Zone,
        (ulong)value.Time.Nanoseconds,
        value.Date.Day,
        value.Time.OffsetSeconds ?? NoOffset);

    internal static FeelValue FromNanoseconds(Int128 value) =>
        new(FeelKind.DaysAndTimeDuration, null, (ulong)value, (long)(value >> 64));

    internal static FeelValue FromMonths(long value) => new(FeelKind.YearsAndMonthsDuration, high: value);

    /// <summary>A years and months duration.</summary>
    public static FeelValue YearsAndMonths(long months) => FromMonths(months);

    /// <summary>The date, when this is one within NodaTime's range (years -9998 to 9999).</summary>
    public bool TryGetDate(out LocalDate value)
    {
        value = default;
        return _kind == FeelKind.Date && Date.TryToLocalDate(out value);
    }

    /// <summary>The time of day, when this is one; its offset, if any, is left out.</summary>
    public bool TryGetTime(out LocalTime value)
    {
        value = _kind == FeelKind.Time ? LocalTime.FromNanosecondsSinceMidnight(Time.Nanoseconds) : default;
        return _kind == FeelKind.Time;
    }

    /// <summary>The instant of a date and time; a local one is read in <paramref name="zone"/>.</summary>
    public bool TryGetInstant(DateTimeZone zone, out Instant value)
    {
        value = default;
        return _kind == FeelKind.DateTime && DateTime.TryToInstant(zone, out value);
    }

    /// <summary>The date and time with its offset, when this is one that has an offset.</summary>
    public bool TryGetDateTime(out OffsetDateTime value)
    {
        value = default;
        if (_kind != FeelKind.DateTime || DateTime is not { Time.OffsetSeconds: { } seconds } moment
            || !moment.TryToLocalDateTime(out var local))
        {
            return false;
        }

        value = local.WithOffset(Offset.FromSeconds(seconds));
        return true;
    }

    /// <summary>The date and time without its offset, when this is one.</summary>
    public bool TryGetLocalDateTime(out LocalDateTime value)
    {
        value = default;
        return _kind == FeelKind.DateTime && DateTime.TryToLocalDateTime(out value);
    }

    /// <summary>The duration, when this is one in days and time within NodaTime's range.</summary>
    public bool TryGetDuration(out Duration value)
    {
        value = default;
        if (_kind != FeelKind.DaysAndTimeDuration
            || Int128.Abs(DayTime) > (Int128)Duration.MaxValue.ToBigIntegerNanoseconds())
        {
            return false;
        }

        value = Duration.FromNanoseconds((System.Numerics.BigInteger)DayTime);
        return true;
    }

    /// <summary>The number of months, when this is a years and months duration.</summary>
    public bool TryGetMonths(out long value)
    {
        value = _kind == FeelKind.YearsAndMonthsDuration ? Months : 0;
        return _kind == FeelKind.YearsAndMonthsDuration;
    }
}
