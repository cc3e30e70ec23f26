using System.Text.Json;
using Peninsula.Persistence.Queries;

namespace Peninsula.Host.Api.Searching;

/// <summary>Reads a search request into terms.</summary>
/// <param name="Search">What the rows' query answers.</param>
/// <param name="Aside">Fields that the query itself deals with.</param>
internal sealed record Terms(SearchTerms Search, IReadOnlyDictionary<string, JsonElement> Aside)
{
    private const int LargestPage = 10_000;

    public static Terms Of<T>(SearchRequest? request, ListFields<T> fields)
    {
        var aside = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var (all, any) = Filter(request?.Filter, fields, aside);
        var page = request?.Page;
        if (page is { After: not null, Before: not null } or { From: not null, After: not null } or { From: not null, Before: not null })
        {
            throw new SearchException("A page begins at \"from\", \"after\" a cursor or \"before\" one: give one of them.");
        }

        if (page?.Limit is < 1 or > LargestPage || page?.From is < 0)
        {
            throw new SearchException($"A page's \"limit\" is 1 to {LargestPage}, and \"from\" not below 0.");
        }

        return new Terms(
            new SearchTerms
            {
                All = all,
                Any = any,
                Order = [.. (request?.Sort ?? []).Select(sort => new Ordering(sort.Field, sort.Order == SortOrder.Desc))],
                Skip = page?.From ?? 0,
                Limit = page?.Limit ?? 100,
                Cursor = page?.After ?? page?.Before,
                Backward = page?.Before is not null,
            },
            aside);
    }

    public static SearchResult<TItem> Result<TItem>(SearchPage<TItem> page) =>
        new(page.Items, new SearchPageResult(page.Total, page.HasMore, page.Start, page.End));

    private static (List<Condition> All, List<IReadOnlyList<Condition>> Any) Filter<T>(JsonElement? filter, ListFields<T> fields, Dictionary<string, JsonElement>? aside)
    {
        var all = new List<Condition>();
        var any = new List<IReadOnlyList<Condition>>();
        if (filter is not { } json || json.ValueKind == JsonValueKind.Null)
        {
            return (all, any);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SearchException("A filter is an object: fields and what they must be.");
        }

        foreach (var property in json.EnumerateObject())
        {
            if (property.Name == "$or" && aside is not null && property.Value.ValueKind == JsonValueKind.Array)
            {
                any.AddRange(property.Value.EnumerateArray().Select(group => Filter(group, fields, null).All));
            }
            else if (aside is not null && fields.IsAside(property.Name))
            {
                aside[property.Name] = property.Value;
            }
            else if (property.Value.ValueKind == JsonValueKind.Object)
            {
                all.AddRange(property.Value.EnumerateObject().Select(row => Condition(property.Name, row.Name, row.Value, fields)));
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                all.Add(Condition(property.Name, "$eq", property.Value, fields));
            }
        }

        return (all, any);
    }

    private static Condition Condition<T>(string field, string name, JsonElement operand, ListFields<T> fields)
    {
        if (fields.IsAside(field))
        {
            throw new SearchException($"\"{field}\" cannot be part of \"$or\", and is given as a plain value.");
        }

        var comparison = name switch
        {
            "$eq" => Comparison.Equal,
            "$neq" => Comparison.NotEqual,
            "$exists" => Comparison.Exists,
            "$gt" => Comparison.Greater,
            "$gte" => Comparison.GreaterOrEqual,
            "$lt" => Comparison.Less,
            "$lte" => Comparison.LessOrEqual,
            "$in" => Comparison.In,
            "$notIn" => Comparison.NotIn,
            "$like" => Comparison.Like,
            _ => throw new SearchException($"\"{name}\" is no comparison. There are $eq, $neq, $exists, $gt, $gte, $lt, $lte, $in, $notIn and $like."),
        };
        switch (comparison)
        {
            case Comparison.Exists:
                _ = fields.Fields[field];
                return new Condition(field, comparison, operand.ValueKind == JsonValueKind.True);
            case Comparison.In or Comparison.NotIn when operand.ValueKind != JsonValueKind.Array:
                throw new SearchException($"\"{name}\" of \"{field}\" must be a list.");
            case Comparison.In or Comparison.NotIn:
                return new Condition(field, comparison, operand.EnumerateArray().SelectMany(json => Values(fields.Read(field, json))).ToList());
        }

        var value = fields.Read(field, operand);
        if (comparison == Comparison.Like && value is not string)
        {
            throw new SearchException($"\"$like\" compares texts; \"{field}\" is none. Use $eq or $in.");
        }

        return value is not Several several ? new Condition(field, comparison, value)
            : comparison == Comparison.Equal ? new Condition(field, Comparison.In, several.Values.ToList())
            : comparison == Comparison.NotEqual ? new Condition(field, Comparison.NotIn, several.Values.ToList())
            : throw new SearchException($"\"{field}\" is a choice: compare it with $eq, $neq, $in or $notIn.");
    }

    private static IEnumerable<object> Values(object? value) => value is Several several ? several.Values : [value!];
}
