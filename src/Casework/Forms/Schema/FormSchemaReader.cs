using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peninsula.Casework.Forms.Schema;

/// <summary>A form that was read, or why it could not be.</summary>
public sealed record FormReading(FormSchema? Schema, IReadOnlyList<string> Problems);

/// <summary>Reads form-js schema JSON. Everything that this product cannot show is a problem with the component's id: nothing is left out silently.</summary>
public static class FormSchemaReader
{
    public static FormReading Read(string json)
    {
        var problems = new List<string>();
        try
        {
            if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 32 }) is not JsonObject root)
            {
                return new FormReading(null, ["The form is not a JSON object."]);
            }

            var items = ReadItems(root["components"], problems);
            var schema = new FormSchema(Text(root, "id") ?? "", items);
            return new FormReading(problems.Count == 0 ? schema : null, problems);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new FormReading(null, [$"The form is not valid: {e.Message}"]);
        }
    }

    private static List<FormItem> ReadItems(JsonNode? components, List<string> problems) =>
        components is JsonArray array ? [.. array.OfType<JsonObject>().Select(component => ReadItem(component, problems)).OfType<FormItem>()] : [];

    private static FormItem? ReadItem(JsonObject component, List<string> problems)
    {
        var id = Text(component, "id") ?? Text(component, "key") ?? "";
        var hide = Text(component["conditional"] as JsonObject, "hide");
        switch (Text(component, "type"))
        {
            case "text":
                return new FormText(id, hide, Text(component, "text") ?? "");
            case "group":
                return new FormGroup(id, hide, Text(component, "label"), Text(component, "path"), ReadItems(component["components"], problems));
            case "dynamiclist" when Text(component, "path") is { } path:
                return new FormList(
                    id, hide, Text(component, "label"), component["properties"] is JsonObject named && Text(named, "entry") is { } entry ? entry : "Entry", path,
                    ReadItems(component["components"], problems),
                    (int?)Number(component, "defaultRepetitions") ?? 1,
                    Flag(component, "allowAddRemove") ?? true);
            case "dynamiclist":
                problems.Add($"The list '{id}' has no path. Give it the name of the variable that holds its rows.");
                return null;
            case "button" or "separator" or "spacer":
                // The task page has buttons of its own, and GOV.UK pages space themselves.
                return null;
            case var type when Kind(type, Text(component, "subtype")) is { } kind:
                return ReadField(component, id, hide, kind, problems);
            case var type:
                problems.Add($"The component '{id}' is a '{type}', which cannot be shown. Use a text field, text area, number, select, radio group, checkbox, checkbox group, date or time, text, group or dynamic list.");
                return null;
        }
    }

    private static FormField? ReadField(JsonObject component, string id, string? hide, FieldKind kind, List<string> problems)
    {
        if (Text(component, "key") is not { Length: > 0 } key)
        {
            problems.Add($"The field '{id}' has no key. Give it the name of the variable that it sets.");
            return null;
        }

        var appearance = component["appearance"] as JsonObject;
        return new FormField(id, hide, key, kind, Text(component, "label") ?? Text(component, "dateLabel") ?? Text(component, "timeLabel") ?? key)
        {
            Description = Text(component, "description"),
            Rules = ReadRules(component),
            Options = ReadOptions(component),
            Default = component["defaultValue"]?.DeepClone(),
            IsReadOnly = Flag(component, "readonly") ?? Flag(component, "disabled") ?? false,
            Prefix = Text(appearance, "prefixAdorner"),
            Suffix = Text(appearance, "suffixAdorner"),
            Properties = component["properties"] is JsonObject properties
                ? properties.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "")
                : new Dictionary<string, string>(),
        };
    }

    private static FieldRules ReadRules(JsonObject component)
    {
        var validate = component["validate"] as JsonObject;
        return new FieldRules
        {
            IsRequired = Flag(validate, "required") ?? false,
            MinLength = (int?)Number(validate, "minLength"),
            MaxLength = (int?)Number(validate, "maxLength"),
            Min = Number(validate, "min"),
            Max = Number(validate, "max"),
            DecimalDigits = (int?)Number(component, "decimalDigits"),
            Pattern = Text(validate, "pattern"),
            Format = Text(validate, "validationType") is "email" or "phone" ? Text(validate, "validationType") : null,
            MayNotBePast = Flag(component, "disallowPassedDates") ?? false,
        };
    }

    private static OptionSource ReadOptions(JsonObject component) =>
        new(FormOptions.From(component["values"]), Text(component, "valuesKey"), Text(component, "valuesExpression"));

    private static FieldKind? Kind(string? type, string? subtype) => (type, subtype) switch
    {
        ("textfield", _) => FieldKind.Text,
        ("textarea", _) => FieldKind.TextArea,
        ("number", _) => FieldKind.Number,
        ("select", _) => FieldKind.Select,
        ("radio", _) => FieldKind.Radio,
        ("checkbox", _) => FieldKind.Checkbox,
        ("checklist" or "taglist", _) => FieldKind.Checklist,
        ("datetime", "time") => FieldKind.Time,
        ("datetime", "datetime") => FieldKind.DateTime,
        ("datetime", _) => FieldKind.Date,
        _ => null,
    };

    private static string? Text(JsonObject? node, string name) =>
        node?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool? Flag(JsonObject? node, string name) =>
        node?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    // The form editor writes some numbers as text.
    private static decimal? Number(JsonObject? node, string name) => node?[name] switch
    {
        JsonValue value when value.TryGetValue<decimal>(out var number) => number,
        JsonValue value when value.TryGetValue<string>(out var text)
            && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
