using System.Text.Json;

namespace Peninsula.Activities.Reading;

/// <summary>Reads a JSON file into <see cref="Spot"/>s; what cannot be read becomes a problem with its line.</summary>
internal static class SpotReader
{
    // The largest real file is a few hundred kilobytes; more than this is a mistake, not data.
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Reads the object at the root of a file, or null when there is none.</summary>
    public static Spot? ReadFile(string path, ProblemList problems)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                problems.Add(0, "the file is missing");
                return null;
            }

            if (file.Length > MostBytes)
            {
                problems.Add(0, $"the file is larger than {MostBytes / 1024 / 1024} MB");
                return null;
            }

            return Read(File.ReadAllBytes(path), problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(0, $"the file cannot be read: {e.Message}");
            return null;
        }
    }

    /// <summary>Reads the object at the root of a text, or null when there is none.</summary>
    public static Spot? Read(ReadOnlySpan<byte> json, ProblemList problems)
    {
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            var cursor = new Cursor(json);
            cursor.Next();
            var root = cursor.Value(problems);
            cursor.End();
            if (root.Kind == JsonValueKind.Object)
            {
                return root;
            }

            problems.Add(root.Line, "the file must hold one JSON object");
        }
        catch (JsonException e)
        {
            var detail = e.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
            problems.Add((int)(e.LineNumber ?? 0) + 1, $"not valid JSON: {detail}");
        }

        return null;
    }

    /// <summary>Walks the tokens once, counting line ends as it goes.</summary>
    private ref struct Cursor(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private Utf8JsonReader _reader = new(json);
        private int _line = 1;
        private int _counted;

        public void Next()
        {
            if (!_reader.Read())
            {
                throw new JsonException("the file is empty");
            }

            var start = (int)_reader.TokenStartIndex;
            _line += _json[_counted..start].Count((byte)'\n');
            _counted = start;
        }

        public void End()
        {
            while (_reader.Read())
            {
            }
        }

        public Spot Value(ProblemList problems)
        {
            var line = _line;
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    return new Spot(JsonValueKind.Object, line) { Members = Members(problems) };
                case JsonTokenType.StartArray:
                    return new Spot(JsonValueKind.Array, line) { Items = Items(problems) };
                case JsonTokenType.String:
                    return new Spot(JsonValueKind.String, line) { Text = _reader.GetString()! };
                case JsonTokenType.Number:
                    return new Spot(JsonValueKind.Number, line)
                    {
                        Number = _reader.TryGetDecimal(out var number) ? number : null,
                    };
                case JsonTokenType.True:
                    return new Spot(JsonValueKind.True, line);
                case JsonTokenType.False:
                    return new Spot(JsonValueKind.False, line);
                default:
                    return new Spot(JsonValueKind.Null, line);
            }
        }

        private Dictionary<string, Spot> Members(ProblemList problems)
        {
            var members = new Dictionary<string, Spot>(StringComparer.Ordinal);
            for (Next(); _reader.TokenType != JsonTokenType.EndObject; Next())
            {
                var (name, line) = (_reader.GetString()!, _line);
                Next();
                if (!members.TryAdd(name, Value(problems)))
                {
                    problems.Add(line, $"\"{name}\" is given twice");
                }
            }

            return members;
        }

        private List<Spot> Items(ProblemList problems)
        {
            var items = new List<Spot>();
            for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
            {
                items.Add(Value(problems));
            }

            return items;
        }
    }
}
