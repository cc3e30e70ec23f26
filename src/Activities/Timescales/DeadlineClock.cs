namespace Peninsula.Activities.Timescales;

/// <summary>How a time limit is counted. The law of this field uses each of these.</summary>
public enum DeadlineClock
{
    /// <summary>Hours that never pause: nights, weekends, holidays and clock changes all pass as real time.</summary>
    ElapsedHours,

    /// <summary>Elapsed hours, of which those of Christmas Day (local midnight to midnight) do not count: 2014 Act s80.</summary>
    ElapsedHoursExceptChristmasDay,

    /// <summary>Hours in which the offices are open.</summary>
    WorkingHours,

    /// <summary>Working days after the day of the trigger; due at the end of the last.</summary>
    WorkingDays,

    /// <summary>Calendar days after the day of the trigger; due at the end of the last.</summary>
    CalendarDays,

    /// <summary>Calendar months after the day of the trigger, the last day of a shorter month included; due at the day's end.</summary>
    CalendarMonths,
}

/// <summary>What a time limit rests on.</summary>
public enum TimescaleAuthority
{
    /// <summary>An Act or regulations.</summary>
    Statute,

    /// <summary>Statutory or national guidance.</summary>
    Guidance,

    /// <summary>A local partnership's procedure.</summary>
    Local,

    /// <summary>This product's own suggestion, until a partnership sets its own.</summary>
    Proposal,
}

/// <summary>Which way a time limit binds.</summary>
public enum TimescaleBound
{
    /// <summary>The thing must be done by then.</summary>
    AtMost,

    /// <summary>The thing must not be done, or does not end, before then.</summary>
    AtLeast,
}
