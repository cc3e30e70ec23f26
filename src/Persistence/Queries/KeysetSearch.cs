using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Peninsula.Persistence.Queries;

/// <summary>Searches a database's rows page by page. A cursor names a row, so a page costs the same wherever it lies and rows added meanwhile shift nothing.</summary>
public static class KeysetSearch
{
    /// <summary>Rows are counted up to this number.</summary>
    public const int Counted = 10_000;

    /// <summary>Finds a page.</summary>
    /// <param name="source">The rows that may be seen.</param>
    /// <param name="fields">What can be searched.</param>
    /// <param name="terms">What is looked for.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <exception cref="SearchException">The terms do not fit the fields.</exception>
    public static async Task<SearchPage<T>> FindAsync<T>(IQueryable<T> source, SearchFields<T> fields, SearchTerms terms, CancellationToken cancel = default)
    {
        var matching = Predicates.Of(fields, terms) is { } condition ? source.Where(condition) : source;
        var order = fields.Order(terms.Order);
        var count = await matching.Take(Counted + 1).CountAsync(cancel);

        var walked = order.Select(pair => (pair.Field, Descending: pair.Descending != terms.Backward)).ToList();
        var rest = terms.Cursor is { } cursor ? matching.Where(Predicates.After(walked, Cursor.Read(order, cursor))) : matching;
        var ordered = Sort(rest, walked);
        var items = await (terms.Cursor is null ? ordered.Skip(terms.Skip) : ordered).Take(terms.Limit).ToListAsync(cancel);
        if (terms.Backward)
        {
            items.Reverse();
        }

        return new SearchPage<T>(
            items,
            Math.Min(count, Counted),
            count > Counted,
            items.Count == 0 ? null : Cursor.Write(order, items[0]),
            items.Count == 0 ? null : Cursor.Write(order, items[^1]));
    }

    private static IQueryable<T> Sort<T>(IQueryable<T> rows, IEnumerable<(SearchField<T> Field, bool Descending)> order)
    {
        var expression = rows.Expression;
        var first = true;
        foreach (var (field, descending) in order)
        {
            var value = Predicates.Sorted(field);
            var method = (first, descending) switch
            {
                (true, false) => nameof(Queryable.OrderBy),
                (true, true) => nameof(Queryable.OrderByDescending),
                (false, false) => nameof(Queryable.ThenBy),
                (false, true) => nameof(Queryable.ThenByDescending),
            };
            expression = Expression.Call(typeof(Queryable), method, [typeof(T), value.ReturnType], expression, Expression.Quote(value));
            first = false;
        }

        return rows.Provider.CreateQuery<T>(expression);
    }
}
