using System.Text.Json;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Checks;

/// <summary>An option of a form field.</summary>
internal sealed record PathwayOption(string Label, string Value, int Line);

/// <summary>A form field as the checks see it.</summary>
internal sealed record PathwayField(string Key, string Type, string Label, bool IsRequired, string? Disclosure, IReadOnlyList<PathwayOption> Options, int Line);

/// <summary>A form as the checks see it: its fields, its words, and the lines on which they stand.</summary>
internal sealed record PathwayForm(string Id, string File, IReadOnlyList<PathwayField> Fields, string Words)
{
    // What lays a form out and asks for nothing.
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "text", "html", "image", "spacer", "separator", "button", "group", "dynamiclist", "iframe" };

    /// <summary>Reads a form; null when it is none, which the engine's own validation reports.</summary>
    public static PathwayForm? Read(string file, ReadOnlySpan<byte> content)
    {
        if (SpotReader.Read(content, new ProblemList(file, [])) is not { } root || Text(root, "id") is not { Length: > 0 } id)
        {
            return null;
        }

        var fields = new List<PathwayField>();
        var words = new List<string>();
        Collect(root, fields, words);
        return new PathwayForm(id, file, fields, string.Join('\n', words));
    }

    public bool Asks(Func<string, bool> key) => Fields.Any(field => key(field.Key));

    public bool Asks(string key) => Asks(key.Equals);

    private static void Collect(Spot container, List<PathwayField> fields, List<string> words)
    {
        foreach (var component in Items(container, "components"))
        {
            words.AddRange(new[] { Text(component, "text"), Text(component, "label"), Text(component, "description") }.OfType<string>());
            var type = Text(component, "type") ?? "";
            if (!Silent.Contains(type) && Text(component, "key") is { } key)
            {
                fields.Add(Field(component, key, type));
            }

            Collect(component, fields, words);
        }
    }

    private static PathwayField Field(Spot component, string key, string type) => new(
        key,
        type,
        Text(component, "label") ?? Text(component, "dateLabel") ?? Text(component, "dateTimeLabel") ?? key,
        component.Members.TryGetValue("validate", out var validate) && validate.Members.TryGetValue("required", out var required) && required.Kind == JsonValueKind.True,
        component.Members.TryGetValue("properties", out var properties) ? Text(properties, "disclosure") : null,
        [.. Items(component, "values").Select(option => new PathwayOption(Text(option, "label") ?? "", Text(option, "value") ?? "", option.Line))],
        component.Line);

    private static string? Text(Spot spot, string name) =>
        spot.Members.TryGetValue(name, out var member) && member.Kind == JsonValueKind.String ? member.Text : null;

    private static IReadOnlyList<Spot> Items(Spot spot, string name) =>
        spot.Members.TryGetValue(name, out var list) ? list.Items : [];
}
