using NodaTime;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>
/// A date in the proleptic Gregorian calendar as days since 1970-01-01. FEEL's years reach 999,999,999,
/// far beyond NodaTime's, so the civil calendar is computed here.
/// </summary>
internal readonly record struct FeelDate(long Day)
{
    internal const int MaxYear = 999_999_999;

    public (int Year, int Month, int DayOfMonth) Parts
    {
        get
        {
            // Years run from 1 March, so that the leap day is the last of its year; eras are 400 years.
            var shifted = Day + 719_468;
            var era = FloorDivide(shifted, 146_097);
            var dayOfEra = shifted - (era * 146_097);
            var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
            var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
            var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
            var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
            var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
            return ((int)(yearOfEra + (era * 400) + (month <= 2 ? 1 : 0)), (int)month, (int)day);
        }
    }

    /// <summary>1 is Monday, 7 is Sunday.</summary>
    public int DayOfWeek => (int)((((Day + 3) % 7) + 7) % 7) + 1;

    public static FeelDate From(LocalDate date) => Of(date.Year, date.Month, date.Day);

    public static implicit operator FeelValue(FeelDate value) => FeelValue.FromDate(value);

    public static FeelDate Of(int year, int month, int day)
    {
        var y = (long)year - (month <= 2 ? 1 : 0);
        var era = FloorDivide(y, 400);
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return new FeelDate((era * 146_097) + dayOfEra - 719_468);
    }

    public static bool TryOf(long year, long month, long day, out FeelDate date)
    {
        date = default;
        if (year is < -MaxYear or > MaxYear || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, (int)month))
        {
            return false;
        }

        date = Of((int)year, (int)month, (int)day);
        return true;
    }

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Moves by months; a day past the end of the month becomes its last day.</summary>
    public bool TryAddMonths(long months, out FeelDate result)
    {
        var (year, month, day) = Parts;
        result = default;
        if (Math.Abs(months) > 12L * 3 * MaxYear)
        {
            return false;
        }

        var index = (year * 12L) + (month - 1) + months;
        var newYear = FloorDivide(index, 12);
        var newMonth = (int)(index - (newYear * 12)) + 1;
        return TryOf(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)), out result);
    }

    public bool TryToLocalDate(out LocalDate date)
    {
        var (year, month, day) = Parts;
        date = default;
        if (year is < -9998 or > 9999)
        {
            return false;
        }

        date = new LocalDate(year, month, day);
        return true;
    }

    internal static long FloorDivide(long value, long divisor) =>
        (value / divisor) - (value % divisor != 0 && (value ^ divisor) < 0 ? 1 : 0);
}

/// <summary>A time of day in nanoseconds, local, with an offset, or in a time zone.</summary>
internal readonly record struct FeelTime(long Nanoseconds, int? OffsetSeconds, DateTimeZone? Zone)
{
    internal const long Second = 1_000_000_000;
    internal const long Day = 86_400 * Second;

    public int Hour => (int)(Nanoseconds / (3600 * Second));

    public int Minute => (int)(Nanoseconds / (60 * Second) % 60);

    public int SecondOfMinute => (int)(Nanoseconds / Second % 60);

    public long Fraction => Nanoseconds % Second;

    /// <summary>Nanoseconds since midnight at offset zero; may fall outside the day.</summary>
    public long UtcNanoseconds => Nanoseconds - ((OffsetSeconds ?? 0) * Second);

    public static implicit operator FeelValue(FeelTime value) => FeelValue.FromTime(value);
}

/// <summary>A date and a time of day.</summary>
internal readonly record struct FeelDateTime(FeelDate Date, FeelTime Time)
{
    /// <summary>Nanoseconds since 1970-01-01T00:00 at offset zero; a local value counts as if it had offset zero.</summary>
    public Int128 UtcNanoseconds => ((Int128)Date.Day * FeelTime.Day) + Time.UtcNanoseconds;

    public static implicit operator FeelValue(FeelDateTime value) => FeelValue.FromDateTime(value);

    /// <summary>Places a wall-clock reading in a zone, whose offset then follows from the zone's rules.</summary>
    public static FeelDateTime InZone(FeelDate date, long nanoseconds, DateTimeZone zone)
    {
        var local = date.TryToLocalDate(out var day)
            ? day + LocalTime.FromNanosecondsSinceMidnight(nanoseconds)
            : new LocalDateTime(2000, 1, 1, 0, 0);
        var offset = zone.AtLeniently(local).Offset.Seconds;
        return new FeelDateTime(date, new FeelTime(nanoseconds, offset, zone));
    }

    /// <summary>Moves along the time line; a value in a zone keeps its zone.</summary>
    public bool TryAdd(Int128 nanoseconds, out FeelDateTime result)
    {
        result = default;
        if (Int128.Abs(nanoseconds) > (Int128)3 * FeelDate.MaxYear * 366 * FeelTime.Day)
        {
            return false;
        }

        var total = ((Int128)Date.Day * FeelTime.Day) + Time.Nanoseconds + nanoseconds;
        var (day, rest) = Int128.DivRem(total, FeelTime.Day);
        if (rest < 0)
        {
            day--;
            rest += FeelTime.Day;
        }

        var date = new FeelDate((long)day);
        if (date.Day < FeelDate.Of(-FeelDate.MaxYear, 1, 1).Day || date.Day > FeelDate.Of(FeelDate.MaxYear, 12, 31).Day)
        {
            return false;
        }

        result = new FeelDateTime(date, Time with { Nanoseconds = (long)rest });
        if (Time.Zone is { } zone)
        {
            result = result.TryToInstant(zone, out var instant)
                ? FromZoned(instant.InZone(zone))
                : InZone(date, (long)rest, zone);
        }

        return true;
    }

    private static FeelDateTime FromZoned(ZonedDateTime value) => new(
        FeelDate.From(value.Date), new FeelTime(value.NanosecondOfDay, value.Offset.Seconds, value.Zone));

    public bool TryToLocalDateTime(out LocalDateTime value)
    {
        value = default;
        if (!Date.TryToLocalDate(out var date))
        {
            return false;
        }

        value = date + LocalTime.FromNanosecondsSinceMidnight(Time.Nanoseconds);
        return true;
    }

    public bool TryToInstant(DateTimeZone zone, out Instant value)
    {
        value = default;
        if (!TryToLocalDateTime(out var local) || local.Year is < -9990 or > 9990)
        {
            return false;
        }

        value = Time.OffsetSeconds is { } seconds
            ? local.WithOffset(Offset.FromSeconds(seconds)).ToInstant()
            : zone.AtLeniently(local).ToInstant();
        return true;
    }
}
