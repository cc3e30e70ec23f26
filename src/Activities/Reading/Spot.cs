using System.Text.Json;

namespace Peninsula.Activities.Reading;

/// <summary>A JSON value that remembers the line it stands on, which <see cref="JsonDocument"/> forgets.</summary>
internal sealed record Spot(JsonValueKind Kind, int Line)
{
    public string Text { get; init; } = "";

    public decimal? Number { get; init; }

    public IReadOnlyList<Spot> Items { get; init; } = [];

    public IReadOnlyDictionary<string, Spot> Members { get; init; } = new Dictionary<string, Spot>();
}
