using System.Text.Json;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Host.CommandLine;

/// <summary>Reads JSON given as an argument.</summary>
internal static class JsonInput
{
    /// <summary>Reads an object; none is an empty one.</summary>
    public static bool TryReadContext(string? json, out FeelContext context, out string? problem)
    {
        context = FeelContext.Empty;
        problem = null;
        if (json is null)
        {
            return true;
        }

        try
        {
            if (FeelJson.Parse(json).TryGetContext(out var read))
            {
                context = read;
                return true;
            }

            problem = "a JSON object is needed, such as {\"riskLevel\": \"high\"}";
        }
        catch (JsonException error)
        {
            problem = $"it is not JSON: {error.Message}";
        }

        return false;
    }
}
