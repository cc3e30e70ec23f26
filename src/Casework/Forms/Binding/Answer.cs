using System.Text.Json.Nodes;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>What an answer came to: a typed value, nothing, or a problem in plain words.</summary>
internal readonly record struct Answer(JsonNode? Value, string? Problem)
{
    internal static Answer None => new(null, null);

    internal static Answer Of(JsonNode? value) => new(value, null);

    internal static Answer Wrong(string problem) => new(null, problem);
}
