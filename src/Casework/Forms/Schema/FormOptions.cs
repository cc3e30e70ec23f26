using System.Text.Json.Nodes;

namespace Peninsula.Casework.Forms.Schema;

/// <summary>Reads options: objects with a label and a value, or plain values that are their own labels.</summary>
internal static class FormOptions
{
    internal static IReadOnlyList<FormOption> From(JsonNode? list) =>
        list is JsonArray array ? [.. array.Select(One).OfType<FormOption>()] : [];

    private static FormOption? One(JsonNode? node) => node switch
    {
        JsonObject option when option["value"] is { } value => new FormOption(option["label"]?.ToString() ?? value.ToString(), value.DeepClone()),
        JsonValue value => new FormOption(value.ToString(), value.DeepClone()),
        _ => null,
    };
}
