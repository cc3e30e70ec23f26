using System.Collections;

namespace Peninsula.Persistence.Queries;

/// <summary>Searches rows that are in memory, with the meaning that <see cref="KeysetSearch"/> has for those of a database.</summary>
public static class MemorySearch
{
    /// <summary>Finds a page.</summary>
    /// <exception cref="SearchException">The terms do not fit the fields.</exception>
    public static SearchPage<T> Find<T>(IEnumerable<T> source, SearchFields<T> fields, SearchTerms terms)
    {
        var order = fields.Order(terms.Order);
        var matching = source.Where(row => Matches(row, fields, terms)).ToList();
        matching.Sort((item, other) => Compare(order, field => field.Read(item), field => field.Read(other)));
        IEnumerable<T> items = matching.Skip(terms.Skip);
        if (terms.Cursor is { } cursor)
        {
            var place = Cursor.Read(order, cursor);
            var from = order.Select((pair, i) => (pair.Field, Value: place[i])).ToDictionary(pair => pair.Field, pair => pair.Value);
            items = terms.Backward
                ? matching.Where(row => Compare(order, field => field.Read(row), field => from[field]) < 0).TakeLast(terms.Limit)
                : matching.Where(row => Compare(order, field => field.Read(row), field => from[field]) > 0);
        }
        else if (terms.Backward)
        {
            items = matching.TakeLast(terms.Limit);
        }

        List<T> page = [.. items.Take(terms.Limit)];
        return new SearchPage<T>(
            page,
            matching.Count,
            false,
            page.Count == 0 ? null : Cursor.Write(order, page[0]),
            page.Count == 0 ? null : Cursor.Write(order, page[^1]));
    }

    /// <summary>The values by which the row is sorted at which the terms' cursor stands, the key last.</summary>
    /// <exception cref="SearchException">The cursor is none of this search.</exception>
    public static IReadOnlyList<object?> Place<T>(SearchFields<T> fields, SearchTerms terms) => Cursor.Read(fields.Order(terms.Order), terms.Cursor!);

    /// <summary>Whether a row is one that is looked for.</summary>
    /// <exception cref="SearchException">The terms do not fit the fields.</exception>
    public static bool Matches<T>(T row, SearchFields<T> fields, SearchTerms terms) =>
        terms.All.All(condition => Holds(row, fields, condition))
        && (terms.Any.Count == 0 || terms.Any.Any(group => group.All(condition => Holds(row, fields, condition))));

    /// <summary>Whether a value meets a condition.</summary>
    public static bool Holds(object? value, Condition condition) => condition.Comparison switch
    {
        Comparison.Equal => Equals(value, condition.Operand),
        Comparison.NotEqual => !Equals(value, condition.Operand),
        Comparison.Exists => value is not null == condition.Operand is true,
        Comparison.In => ((IEnumerable)condition.Operand!).Cast<object?>().Contains(value),
        Comparison.NotIn => !((IEnumerable)condition.Operand!).Cast<object?>().Contains(value),
        Comparison.Like => value is string text && Patterns.Matches((string)condition.Operand!, text),
        _ when value is null || condition.Operand is null => false,
        Comparison.Greater => Compare(value, condition.Operand) > 0,
        Comparison.GreaterOrEqual => Compare(value, condition.Operand) >= 0,
        Comparison.Less => Compare(value, condition.Operand) < 0,
        _ => Compare(value, condition.Operand) <= 0,
    };

    private static bool Holds<T>(T row, SearchFields<T> fields, Condition condition) => Holds(fields[condition.Field].Read(row), condition);

    private static int Compare<T>(IReadOnlyList<(SearchField<T> Field, bool Descending)> order, Func<SearchField<T>, object?> one, Func<SearchField<T>, object?> other)
    {
        foreach (var (field, descending) in order)
        {
            var compared = Compare(one(field), other(field));
            if (compared != 0)
            {
                return descending ? -compared : compared;
            }
        }

        return 0;
    }

    // Nothing comes after everything, as in the database.
    private static int Compare(object? one, object? other) =>
        one is null ? (other is null ? 0 : 1)
        : other is null ? -1
        : one is string text ? string.CompareOrdinal(text, (string)other)
        : ((IComparable)one).CompareTo(other);
}
