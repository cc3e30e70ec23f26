using NodaTime;

namespace Peninsula.Persistence.Queries;

/// <summary>What stands for "no value" when rows are sorted: something that comes after every value.</summary>
internal static class Nulls
{
    private static readonly Instant LastInstant = Instant.FromUtc(9999, 12, 31, 0, 0);

    public static object Last(Type type) =>
        type == typeof(string) ? "\uFFFD"
        : type == typeof(Instant) ? LastInstant
        : type == typeof(long) ? long.MaxValue
        : type == typeof(int) ? int.MaxValue
        : throw new SearchException("Rows cannot be sorted by this field.");
}
