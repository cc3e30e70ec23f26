using System.Text.Json.Nodes;

namespace Peninsula.Casework.Disclosure;

/// <summary>Which item classes a variable's answer carries. Fields within a list or a group are named by their path: <c>planActions.outcome</c>.</summary>
public sealed class AnswerClasses
{
    private readonly Dictionary<string, string[]> _byPath;
    private readonly ILookup<string, string> _byRoot;

    public AnswerClasses(IEnumerable<(string Path, string Class)> fields)
    {
        var all = fields.Distinct().ToList();
        _byPath = all.GroupBy(field => field.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(field => field.Class).ToArray(), StringComparer.Ordinal);
        _byRoot = all.ToLookup(field => field.Path.Split('.')[0], field => field.Class, StringComparer.Ordinal);
    }

    /// <summary>Whether a whole variable is open, with everything within it.</summary>
    public bool IsOpen(string variable, Func<string, bool> isOpen) => _byRoot[variable].All(isOpen);

    /// <summary>The values without the answers that are not open: as if they had never been given.</summary>
    public JsonObject Open(JsonObject values, Func<string, bool> isOpen) => Open(values, "", isOpen);

    private JsonObject Open(JsonObject values, string prefix, Func<string, bool> isOpen)
    {
        var open = new JsonObject();
        foreach (var (name, value) in values)
        {
            var path = prefix + name;
            if (!_byPath.TryGetValue(path, out var classes) || classes.All(isOpen))
            {
                open[name] = Within(value, path + ".", isOpen);
            }
        }

        return open;
    }

    private JsonNode? Within(JsonNode? value, string prefix, Func<string, bool> isOpen) => value switch
    {
        JsonObject inner => Open(inner, prefix, isOpen),
        JsonArray rows => new JsonArray([.. rows.Select(row => Within(row, prefix, isOpen))]),
        _ => value?.DeepClone(),
    };
}
