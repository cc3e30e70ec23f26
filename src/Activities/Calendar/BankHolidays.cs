using System.Collections.Concurrent;
using NodaTime;

namespace Peninsula.Activities.Calendar;

/// <summary>A bank holiday of England and Wales.</summary>
/// <param name="Date">The day the offices are shut: the substitute where one is kept.</param>
/// <param name="Name">Its name in English.</param>
public sealed record BankHoliday(LocalDate Date, string Name);

/// <summary>The bank holidays by rule, as amended by proclamation: days added once, days taken away or moved once.</summary>
public sealed class BankHolidays
{
    private readonly ILookup<int, BankHoliday> _added;
    private readonly HashSet<LocalDate> _removed;
    private readonly ConcurrentDictionary<int, IReadOnlyList<BankHoliday>> _years = new();

    /// <summary>Bank holidays by rule, with proclaimed changes.</summary>
    /// <param name="added">Proclaimed extra days.</param>
    /// <param name="removed">Days that the rule gives and a proclamation took away.</param>
    public BankHolidays(IEnumerable<BankHoliday> added, IEnumerable<LocalDate> removed)
    {
        _added = added.ToLookup(holiday => holiday.Date.Year);
        _removed = [.. removed];
    }

    /// <summary>The rule alone.</summary>
    public static BankHolidays ByRule { get; } = new([], []);

    /// <summary>The bank holidays of a year, in date order.</summary>
    /// <param name="year">A year from 1978 to 9990.</param>
    public IReadOnlyList<BankHoliday> Of(int year) => _years.GetOrAdd(year, Compute);

    /// <summary>The bank holiday on a day, or null.</summary>
    public BankHoliday? On(LocalDate day)
    {
        foreach (var holiday in Of(day.Year))
        {
            if (holiday.Date == day)
            {
                return holiday;
            }
        }

        return null;
    }

    private BankHoliday[] Compute(int year) =>
    [
        .. BankHolidayRule.Of(year)
            .Where(holiday => !_removed.Contains(holiday.Date))
            .Concat(_added[year])
            .OrderBy(holiday => holiday.Date),
    ];
}
