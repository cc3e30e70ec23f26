using System.Text.Json;

namespace Peninsula.Host.Api.Searching;

/// <summary>A search: which rows, in which order, which part of them.</summary>
internal sealed record SearchRequest
{
    /// <summary>Fields and what they must be: a value, or an object of <c>$eq</c>, <c>$neq</c>, <c>$exists</c>, <c>$gt</c>, <c>$gte</c>, <c>$lt</c>, <c>$lte</c>, <c>$in</c>, <c>$notIn</c>, <c>$like</c>.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>The order; the row's key comes last in any case.</summary>
    public IReadOnlyList<SearchSort>? Sort { get; init; }

    /// <summary>Which part: <c>from</c> and <c>limit</c>, or <c>after</c> or <c>before</c> with a cursor of the page before.</summary>
    public SearchPageRequest? Page { get; init; }
}

/// <summary>A field to sort by.</summary>
internal sealed record SearchSort
{
    public required string Field { get; init; }

    public SortOrder Order { get; init; }
}

internal enum SortOrder
{
    Asc,
    Desc,
}

/// <summary>Which part of what was found is wanted.</summary>
internal sealed record SearchPageRequest
{
    public int? From { get; init; }

    public int? Limit { get; init; }

    public string? After { get; init; }

    public string? Before { get; init; }
}

/// <summary>A part of what was found.</summary>
internal sealed record SearchResult<T>(IReadOnlyList<T> Items, SearchPageResult Page);

/// <summary>Where the part lies.</summary>
/// <param name="TotalItems">How many there are in all, as far as they were counted.</param>
/// <param name="HasMoreTotalItems">Whether there are more than that.</param>
/// <param name="StartCursor">Names the first row; null when there is none.</param>
/// <param name="EndCursor">Names the last row; null when there is none.</param>
internal sealed record SearchPageResult(long TotalItems, bool HasMoreTotalItems, string? StartCursor, string? EndCursor);
