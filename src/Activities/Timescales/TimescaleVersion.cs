using NodaTime;
using Peninsula.Activities.Calendar;

namespace Peninsula.Activities.Timescales;

/// <summary>A time limit as it stands between two dates.</summary>
public sealed record TimescaleVersion
{
    /// <summary>The key by which pathways name the limit, shared by its versions.</summary>
    public required string Key { get; init; }

    /// <summary>What must be done, for people.</summary>
    public required string Title { get; init; }

    /// <summary>How it is counted.</summary>
    public required DeadlineClock Clock { get; init; }

    /// <summary>How much, in the unit of the clock; 0 means at the anchor itself (hours) or on its day (days).</summary>
    public required int Amount { get; init; }

    /// <summary>What starts the clock: <see cref="Timescale.TaskAnchor"/>, or the case variable that holds the moment.</summary>
    public required string Anchor { get; init; }

    /// <summary>The law, guidance or practice that says so.</summary>
    public required string Source { get; init; }

    /// <summary>What kind of source that is.</summary>
    public required TimescaleAuthority Authority { get; init; }

    /// <summary>True until a local partnership has confirmed the limit against its own sources.</summary>
    public required bool ConfirmLocally { get; init; }

    /// <summary>Whose word it is that the limit holds locally: a role, no person.</summary>
    public required string ConfirmedBy { get; init; }

    /// <summary>Which way the limit binds.</summary>
    public TimescaleBound Bound { get; init; }

    /// <summary>The first day on which a clock that starts is under this version; null for always.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>The last such day, inclusive; null while it is in force.</summary>
    public LocalDate? EffectiveTo { get; init; }

    /// <summary>What a reader should know beside it.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a clock that starts on a day is under this version.</summary>
    public bool IsInForceOn(LocalDate day) =>
        (EffectiveFrom is not { } from || from <= day) && (EffectiveTo is not { } to || day <= to);

    /// <summary>
    /// When the limit falls due. Hour clocks are exact to the second. Clocks that count days or months fall at the last
    /// second of the due day, so that "by Thursday" means until Thursday is over and the moment still prints as Thursday.
    /// </summary>
    /// <param name="anchor">The moment that starts the clock; its local day is day 0.</param>
    /// <param name="calendar">The working calendar, which also gives the zone.</param>
    public Instant Due(Instant anchor, WorkingCalendar calendar)
    {
        var day = anchor.InZone(calendar.Zone).Date;
        return Clock switch
        {
            DeadlineClock.ElapsedHours => anchor + Duration.FromHours(Amount),
            DeadlineClock.ElapsedHoursExceptChristmasDay => AfterHoursExceptChristmas(anchor, calendar.Zone),
            DeadlineClock.WorkingHours => calendar.AddWorkingHours(anchor, Duration.FromHours(Amount)),
            DeadlineClock.WorkingDays => calendar.EndOf(calendar.AddWorkingDays(day, Amount)),
            DeadlineClock.CalendarDays => calendar.EndOf(day.PlusDays(Amount)),
            DeadlineClock.CalendarMonths => calendar.EndOf(day.PlusMonths(Amount)),
            _ => throw new InvalidOperationException($"no rule for the clock {Clock}"),
        };
    }

    /// <summary>The limit in words: "within 15 working days".</summary>
    public string Describe()
    {
        var unit = Clock switch
        {
            DeadlineClock.ElapsedHours => "hour",
            DeadlineClock.ElapsedHoursExceptChristmasDay => "hour",
            DeadlineClock.WorkingHours => "working hour",
            DeadlineClock.WorkingDays => "working day",
            DeadlineClock.CalendarDays => "day",
            _ => "month",
        };
        var count = $"{Amount} {unit}{(Amount == 1 ? "" : "s")}";
        return (Bound, Amount, Clock) switch
        {
            (TimescaleBound.AtLeast, _, _) => $"not before {count}",
            (_, 0, DeadlineClock.CalendarDays or DeadlineClock.WorkingDays or DeadlineClock.CalendarMonths) => "the same day",
            (_, 0, _) => "before it starts",
            (_, _, DeadlineClock.ElapsedHoursExceptChristmasDay) => $"within {count}, not counting Christmas Day",
            _ => $"within {count}",
        };
    }

    private Instant AfterHoursExceptChristmas(Instant anchor, DateTimeZone zone)
    {
        var due = anchor + Duration.FromHours(Amount);
        for (var year = anchor.InZone(zone).Year; ; year++)
        {
            var christmas = zone.AtStartOfDay(new LocalDate(year, 12, 25)).ToInstant();
            var boxing = zone.AtStartOfDay(new LocalDate(year, 12, 26)).ToInstant();
            if (due <= christmas)
            {
                return due;
            }

            if (anchor < boxing)
            {
                due += boxing - Instant.Max(anchor, christmas);
            }
        }
    }
}
