using System.Linq.Expressions;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Peninsula.Persistence.Queries;

namespace Peninsula.Host.Api.Searching;

/// <summary>The fields of a list as the API names them: how their JSON is read, and what of a row they stand for.</summary>
internal sealed class ListFields<T>(Expression<Func<T, long>> key)
{
    private readonly Dictionary<string, Func<JsonElement, object?>> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _aside = new(StringComparer.Ordinal);

    public SearchFields<T> Fields { get; } = new(key);

    internal IEnumerable<string> Names => _readers.Keys;

    public ListFields<T> Text(string name, Expression<Func<T, string?>> value, bool sorts = true) => Add(name, value, ReadText, sorts);

    public ListFields<T> Key<TValue>(string name, Expression<Func<T, TValue>> value) => Add(name, value, ReadKey);

    public ListFields<T> Number<TValue>(string name, Expression<Func<T, TValue>> value) => Add(name, value, json =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) ? number : throw Wrong(name, "a whole number"));

    public ListFields<T> Time<TValue>(string name, Expression<Func<T, TValue>> value) => Add(name, value, json =>
        json.ValueKind == JsonValueKind.String && ReadTime(json.GetString()!) is { } time ? time : throw Wrong(name, "a time such as 2026-11-23T09:00:00Z"));

    public ListFields<T> Flag(string name, Expression<Func<T, bool>> value) => Add(name, value, json => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    }, sorts: false);

    /// <summary>A choice whose names in the API stand for one value or for several.</summary>
    public ListFields<T> Choice<TValue>(string name, Expression<Func<T, TValue>> value, params (string Name, TValue[] Values)[] choices)
        where TValue : struct =>
        Add(name, value, json =>
        {
            var text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
            var found = choices.FirstOrDefault(pair => pair.Name == text);
            return found.Name is null ? throw Wrong(name, "one of " + string.Join(", ", choices.Select(pair => pair.Name))) : new Several([.. found.Values.Cast<object>()]);
        });

    /// <summary>A field that this service has the same of everywhere, such as the tenant.</summary>
    public ListFields<T> Same(string name, string value) => Text(name, _ => value, sorts: false);

    /// <summary>A field that the query itself deals with: taken out of the filter and given to <see cref="Terms.Aside"/>.</summary>
    public ListFields<T> Aside(string name)
    {
        _aside.Add(name);
        _readers.Add(name, _ => null);
        return this;
    }

    internal bool IsAside(string name) => _aside.Contains(name);

    internal object? Read(string field, JsonElement json) => _readers.TryGetValue(field, out var read)
        ? read(json)
        : throw new SearchException($"There is no field \"{field}\" to filter by. There are: {string.Join(", ", _readers.Keys.Order(StringComparer.Ordinal))}.");

    private ListFields<T> Add<TValue>(string name, Expression<Func<T, TValue>> value, Func<JsonElement, object?> read, bool sorts = true)
    {
        Fields.Add(name, value, sorts);
        _readers.Add(name, read);
        return this;
    }

    private static string ReadText(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new SearchException("A text was expected in the filter.");

    private static object ReadKey(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && Conventions.Key.TryParse(json.GetString(), null, out var key) ? key.Value
        : json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) ? number
        : throw new SearchException("A key in a filter is a string of decimal digits.");

    private static Instant? ReadTime(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;

    private static SearchException Wrong(string field, string expected) => new($"The filter's \"{field}\" must be {expected}.");
}

/// <summary>Values that one name of the API stands for.</summary>
internal sealed record Several(IReadOnlyList<object> Values);
