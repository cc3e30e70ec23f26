using System.Text.Json.Nodes;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>
/// What is known before a form is filled in. Conditions go by all of it, so that a form asks the same of everybody; what is
/// written on the page goes by what its reader may know.
/// </summary>
/// <param name="All">The variables of the case.</param>
/// <param name="Open">Those of them, or parts of them, that are open to the reader.</param>
public sealed record KnownAnswers(JsonObject All, JsonObject Open)
{
    /// <summary>Answers that are all open: a form that nobody but its reader has written on.</summary>
    public static KnownAnswers Of(JsonObject all) => new(all, all);

    /// <summary>Whether the case has an answer that its reader may not know.</summary>
    internal bool Hides(string key) => All[key] is not null && Open[key] is null;
}

/// <summary>What one level of a form sees.</summary>
/// <param name="Known">The open variables of the case at this level, for read-only fields.</param>
/// <param name="All">What conditions see.</param>
/// <param name="Shown">What words see.</param>
internal sealed record FormScope(JsonObject Known, JsonObject All, JsonObject Shown)
{
    internal FormScope Inside(string path) => new(Known[path] as JsonObject ?? [], Inside(All, All[path] as JsonObject), Inside(Shown, Shown[path] as JsonObject));

    internal FormScope Row(string path, int row) => new([], Inside(All, Row(All[path], row)), Inside(Shown, Row(Shown[path], row)));

    private static JsonObject? Row(JsonNode? list, int row) => list is JsonArray rows && row < rows.Count ? rows[row] as JsonObject : null;

    private static JsonObject Inside(JsonObject outer, JsonObject? inner)
    {
        var scope = (JsonObject)outer.DeepClone();
        foreach (var (name, value) in inner ?? [])
        {
            scope[name] = value?.DeepClone();
        }

        return scope;
    }
}
