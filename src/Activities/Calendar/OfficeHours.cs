using NodaTime;

namespace Peninsula.Activities.Calendar;

/// <summary>When the offices are open on a working day, local time.</summary>
/// <param name="Opens">The first moment that counts.</param>
/// <param name="Closes">The first moment that does not; later than <paramref name="Opens"/>.</param>
public sealed record OfficeHours(LocalTime Opens, LocalTime Closes)
{
    /// <summary>Nine to five.</summary>
    public static OfficeHours NineToFive { get; } = new(new LocalTime(9, 0), new LocalTime(17, 0));
}
