using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Peninsula.Persistence.Queries;

/// <summary>A place in an ordered list: the values by which it is sorted at one row, as base64 of a JSON list that begins with the order.</summary>
internal static class Cursor
{
    public static string Write<T>(IReadOnlyList<(SearchField<T> Field, bool Descending)> order, T row)
    {
        var parts = new List<string?> { Describe(order) };
        parts.AddRange(order.Select(pair => Text(pair.Field.Read(row))));
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    /// <exception cref="SearchException">It is no cursor, or one of another order.</exception>
    public static IReadOnlyList<object?> Read<T>(IReadOnlyList<(SearchField<T> Field, bool Descending)> order, string cursor)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Convert.FromBase64String(cursor));
            if (parts is [{ } described, .. var values] && described == Describe(order) && values.Length == order.Count)
            {
                return [.. values.Select((text, i) => Value(order[i].Field.Type, text))];
            }
        }
        catch (Exception error) when (error is FormatException or JsonException or OverflowException or ArgumentException or UnparsableValueException)
        {
            throw Bad();
        }

        throw Bad();
    }

    private static SearchException Bad() =>
        new("The cursor is not one that this search gave with the same sorting. Take startCursor or endCursor of an answer to it, or leave the cursor out to begin again.");

    private static string Describe<T>(IReadOnlyList<(SearchField<T> Field, bool Descending)> order) =>
        string.Join(',', order.Select(pair => (pair.Descending ? "-" : "") + pair.Field.Name));

    private static string? Text(object? value) => value switch
    {
        null => null,
        Instant instant => instant.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture),
        Enum choice => Convert.ToInt64(choice, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static object? Value(Type type, string? text) =>
        text is null ? null
        : type == typeof(Instant) ? Instant.FromUnixTimeTicks(long.Parse(text, CultureInfo.InvariantCulture))
        : type.IsEnum ? Enum.ToObject(type, long.Parse(text, CultureInfo.InvariantCulture))
        : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
}
