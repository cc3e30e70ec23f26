using System.Text.Json;
using Peninsula.Decisions.Feel;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>Checks the FEEL in a form, which begins with <c>=</c>: one that cannot be read would hide or show nothing, unnoticed.</summary>
internal static class FormExpressions
{
    public static void Check(DeploymentFile file, JsonElement form, FileFindings findings)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Fields(form, fields);
        var options = new FeelCompileOptions
        {
            CheckTypes = true,
            KnownNames = [.. fields.Keys],
            KnownTypes = fields.Where(field => field.Value.Length > 0).ToDictionary(),
        };
        var lines = Lines(file.Content.Span);
        Walk(form, null, (text, component) =>
        {
            // Both passes meet the strings in the file's order.
            var line = lines.TryDequeue(out var found) ? found : 0;
            foreach (var problem in FeelExpression.Compile(text[1..], options).Problems)
            {
                var isWarning = problem.Severity == FeelSeverity.Warning;
                (isWarning ? findings.Warnings : findings.Problems).Add(Describe(file, text, component, line, problem));
            }
        });
    }

    private static DeploymentProblem Describe(DeploymentFile file, string text, JsonElement? component, int line, FeelProblem problem) => new(
        file.Name,
        $"`{text}`: {problem.Message}{(problem.Suggestion is null ? "" : $" (did you mean '{problem.Suggestion}'?)")}",
        component is { } at ? Text(at, "key") ?? Text(at, "id") : null,
        component is { } named ? Text(named, "label") : null,
        line,
        problem.Line == 1 ? problem.Column + 1 : problem.Column,
        problem.Suggestion);

    /// <summary>The form's fields and, where a kind of field has only one, their types.</summary>
    private static void Fields(JsonElement element, Dictionary<string, string> fields)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "key") is { } key && key.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                fields[key] = Text(element, "type") switch
                {
                    "number" => "number",
                    "checkbox" => "boolean",
                    "textfield" or "textarea" => "string",
                    "checklist" or "taglist" => "list",
                    _ => "",
                };
            }

            foreach (var property in element.EnumerateObject())
            {
                Fields(property.Value, fields);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Fields(item, fields);
            }
        }
    }

    private static void Walk(JsonElement element, JsonElement? component, Action<string, JsonElement?> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var inner = Text(element, "type") is not null || component is null ? element : component;
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value, inner, found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, component, found);
                }

                break;
            case JsonValueKind.String when element.GetString() is ['=', _, ..] text:
                found(text, component);
                break;
        }
    }

    /// <summary>The lines of the strings that begin with <c>=</c>, in the file's order.</summary>
    private static Queue<int> Lines(ReadOnlySpan<byte> content)
    {
        var lines = new Queue<int>();
        var reader = new Utf8JsonReader(content);
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.GetString() is ['=', _, ..])
            {
                var start = (int)reader.TokenStartIndex;
                line += content[counted..start].Count((byte)'\n');
                counted = start;
                lines.Enqueue(line);
            }
        }

        return lines;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
