namespace Peninsula.Persistence.Queries;

/// <summary>How a field is compared with the value that was asked for.</summary>
public enum Comparison
{
    /// <summary>The same value.</summary>
    Equal,
    /// <summary>Another value, or none.</summary>
    NotEqual,
    /// <summary>Some value: the operand is true or false.</summary>
    Exists,
    /// <summary>A greater value.</summary>
    Greater,
    /// <summary>The value or a greater one.</summary>
    GreaterOrEqual,
    /// <summary>A smaller value.</summary>
    Less,
    /// <summary>The value or a smaller one.</summary>
    LessOrEqual,
    /// <summary>One of the values: the operand is a list.</summary>
    In,
    /// <summary>None of the values: the operand is a list.</summary>
    NotIn,
    /// <summary>A text with <c>*</c> for any characters and <c>?</c> for one; a backslash takes them as they are.</summary>
    Like,
}

/// <summary>One condition on a field.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Operand">With what: of the field's type, a list of it, or a boolean for <see cref="Queries.Comparison.Exists"/>.</param>
public sealed record Condition(string Field, Comparison Comparison, object? Operand);

/// <summary>A field to sort by.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record Ordering(string Field, bool Descending = false);

/// <summary>What is looked for, in which order, and which part of it is wanted.</summary>
public sealed record SearchTerms
{
    /// <summary>Conditions that all hold.</summary>
    public IReadOnlyList<Condition> All { get; init; } = [];

    /// <summary>Groups of conditions of which at least one group holds as a whole; empty for no such demand.</summary>
    public IReadOnlyList<IReadOnlyList<Condition>> Any { get; init; } = [];

    /// <summary>The order; the row's key comes last in any case.</summary>
    public IReadOnlyList<Ordering> Order { get; init; } = [];

    /// <summary>Rows left out at the beginning, when there is no cursor.</summary>
    public int Skip { get; init; }

    /// <summary>The most rows given.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>A cursor after which, or before which, the rows stand; null for the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the rows before the cursor are wanted.</summary>
    public bool Backward { get; init; }
}

/// <summary>A part of what was found.</summary>
/// <param name="Items">The rows, in the order asked for.</param>
/// <param name="Total">How many there are in all, as far as they were counted.</param>
/// <param name="HasMore">Whether there are more than <paramref name="Total"/>.</param>
/// <param name="Start">Cursor of the first row; null when there is none.</param>
/// <param name="End">Cursor of the last row; null when there is none.</param>
public sealed record SearchPage<T>(IReadOnlyList<T> Items, long Total, bool HasMore, string? Start, string? End)
{
    /// <summary>The same page with every row made into something else.</summary>
    public SearchPage<TOther> Select<TOther>(Func<T, TOther> make) => new([.. Items.Select(make)], Total, HasMore, Start, End);
}

/// <summary>A search that cannot be answered: an unknown field, a cursor of another search. The message says what to do.</summary>
public sealed class SearchException(string message) : Exception(message);
