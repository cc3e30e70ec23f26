using System.Linq.Expressions;

namespace Peninsula.Persistence.Queries;

/// <summary>The fields of a kind of row that can be searched and sorted, by name.</summary>
public sealed class SearchFields<T>
{
    private readonly Dictionary<string, SearchField<T>> _byName = new(StringComparer.Ordinal);

    /// <summary>Fields of rows that have a unique number.</summary>
    /// <param name="key">The number; rows without an order of their own are sorted by it.</param>
    public SearchFields(Expression<Func<T, long>> key) => Key = new SearchField<T>("key", key, sorts: true);

    /// <summary>The row's unique number.</summary>
    public SearchField<T> Key { get; }

    /// <summary>Adds a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; a translatable expression when the rows are a database's.</param>
    /// <param name="sorts">Whether rows can be sorted by it.</param>
    public SearchFields<T> Add<TValue>(string name, Expression<Func<T, TValue>> value, bool sorts = true)
    {
        _byName.Add(name, new SearchField<T>(name, value, sorts));
        return this;
    }

    /// <summary>The field of that name.</summary>
    /// <exception cref="SearchException">There is none.</exception>
    public SearchField<T> this[string name] => _byName.GetValueOrDefault(name)
        ?? throw new SearchException($"There is no field \"{name}\" to search by. There are: {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}.");

    internal IReadOnlyList<(SearchField<T> Field, bool Descending)> Order(IReadOnlyList<Ordering> asked)
    {
        var order = asked.Select(ordering => (Field: this[ordering.Field], ordering.Descending)).ToList();
        if (order.Find(pair => !pair.Field.Sorts).Field is { } unsorted)
        {
            throw new SearchException($"Rows cannot be sorted by \"{unsorted.Name}\".");
        }

        // The key makes the order total, so that a cursor names one place in it.
        order.Add((Key, order.Count > 0 && order[^1].Descending));
        return order;
    }
}

/// <summary>A field that can be searched.</summary>
public sealed class SearchField<T>
{
    private readonly Lazy<Func<T, object?>> _read;

    internal SearchField(string name, LambdaExpression value, bool sorts)
    {
        Name = name;
        Value = value;
        Sorts = sorts;
        _read = new(() => Expression.Lambda<Func<T, object?>>(Expression.Convert(value.Body, typeof(object)), value.Parameters).Compile());
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether rows can be sorted by it.</summary>
    public bool Sorts { get; }

    /// <summary>The type of its values, without null.</summary>
    public Type Type => Nullable.GetUnderlyingType(Value.ReturnType) ?? Value.ReturnType;

    internal LambdaExpression Value { get; }

    internal object? Read(T row) => _read.Value(row);
}
