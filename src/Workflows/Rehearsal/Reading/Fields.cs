using System.Text.Json;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Rehearsal.Reading;

/// <summary>The entries of a JSON object, each read once by name and type; what nobody read is a mistake of the author.</summary>
internal sealed class Fields
{
    private readonly string _what;
    private readonly Dictionary<string, JsonElement> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    public Fields(JsonElement element, string what)
    {
        _what = what;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ScenarioFormatException($"{what} must be an object, not {Describe(element)}");
        }

        foreach (var entry in element.EnumerateObject())
        {
            _entries[entry.Name] = entry.Value;
        }
    }

    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text \"{element.GetString()}\"",
        JsonValueKind.Null => "null",
        _ => element.GetRawText(),
    };

    public string? Text(string name) => Take(name) is { } value ? AsText(value, Name(name)) : null;

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new ScenarioFormatException($"{_what} needs \"{name}\"");

    public bool Flag(string name) => Take(name) is { } value && AsFlag(value, Name(name));

    public FeelContext Variables(string name = "variables") =>
        Take(name) is { } value ? AsContext(value, Name(name)) : FeelContext.Empty;

    public IReadOnlyList<string>? Texts(string name) => Take(name) is { } value ? AsTexts(value, Name(name)) : null;

    public Fields? Object(string name) => Take(name) is { } value ? new Fields(value, Name(name)) : null;

    /// <summary>An entry as it stands; null when there is none.</summary>
    public JsonElement? Take(string name)
    {
        _known.Add(name);
        return _entries.Remove(name, out var value) ? value : null;
    }

    /// <summary>What is left, in the file's order, when entries are told apart by name.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Rest()
    {
        var rest = _entries.ToArray();
        _entries.Clear();
        return rest;
    }

    /// <summary>Nothing may be left.</summary>
    public void End()
    {
        if (_entries.Count > 0)
        {
            throw new ScenarioFormatException($"{_what} has the unknown key \"{_entries.Keys.First()}\"; known: {string.Join(", ", _known)}");
        }
    }

    public static string AsText(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new ScenarioFormatException($"{what} must be a text, not {Describe(value)}");

    public static bool AsFlag(JsonElement value, string what) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new ScenarioFormatException($"{what} must be true or false, not {Describe(value)}");

    public static int AsCount(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw new ScenarioFormatException($"{what} must be a whole number, not {Describe(value)}");

    public static IReadOnlyList<string> AsTexts(JsonElement value, string what) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => AsText(item, $"each item of {what}"))],
        JsonValueKind.String => [value.GetString()!],
        _ => throw new ScenarioFormatException($"{what} must be a list of texts, not {Describe(value)}"),
    };

    public static FeelContext AsContext(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Object && FeelJson.Parse(value.GetRawText()).TryGetContext(out var context)
            ? context
            : throw new ScenarioFormatException($"{what} must be an object, not {Describe(value)}");

    private string Name(string name) => $"\"{name}\" of {_what}";
}
