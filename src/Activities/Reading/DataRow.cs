using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Peninsula.Activities.Reading;

/// <summary>
/// One object of a data file, read field by field. A field that is wrong is reported and read as an empty value, so that
/// one pass finds every problem of the file.
/// </summary>
internal sealed class DataRow
{
    private readonly Spot _spot;
    private readonly ProblemList _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal) { "note" };

    private DataRow(Spot spot, ProblemList problems, string what)
    {
        _spot = spot;
        _problems = problems;
        What = what;
    }

    public int Line => _spot.Line;

    /// <summary>What the row is, for messages: "a team".</summary>
    public string What { get; }

    /// <summary>The root object of a file; null when the file could not be read.</summary>
    public static DataRow? Root(string path, ProblemList problems) =>
        SpotReader.ReadFile(path, problems) is { } spot ? new DataRow(spot, problems, "the file") : null;

    public void Problem(string message) => _problems.Add(Line, message);

    public void ProblemAt(int line, string message) => _problems.Add(line, message);

    /// <summary>The line of a field, or of the row where the field is absent.</summary>
    public int LineOf(string name) => _spot.Members.TryGetValue(name, out var spot) ? spot.Line : Line;

    public bool Has(string name) => Find(name, required: false) is not null;

    /// <summary>A text that must be there; empty when it is not.</summary>
    public string Text(string name) => Find(name, required: true) is { } spot ? AsText(spot, name) : "";

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string name) => Find(name, required: false) is { } spot ? AsText(spot, name) : null;

    /// <summary>A whole number that must be there, within bounds.</summary>
    public int Whole(string name, int least, int most)
    {
        if (Find(name, required: true) is not { } spot)
        {
            return least;
        }

        if (spot.Number is { } number && number == decimal.Truncate(number) && number >= least && number <= most)
        {
            return (int)number;
        }

        _problems.Add(spot.Line, $"{What}: \"{name}\" must be a whole number from {least} to {most}");
        return least;
    }

    /// <summary>A number that may be absent, within bounds.</summary>
    public decimal? OptionalNumber(string name, decimal least, decimal most)
    {
        if (Find(name, required: false) is not { } spot)
        {
            return null;
        }

        if (spot.Number is { } number && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add(spot.Line, $"{What}: \"{name}\" must be a number from {least} to {most}");
        return null;
    }

    /// <summary>True or false; false where the field may be absent and is.</summary>
    public bool Flag(string name, bool required = false)
    {
        if (Find(name, required) is not { } spot)
        {
            return false;
        }

        if (spot.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            _problems.Add(spot.Line, $"{What}: \"{name}\" must be true or false");
        }

        return spot.Kind == JsonValueKind.True;
    }

    /// <summary>One of the words a table knows; the default of the type when it is none of them.</summary>
    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> words, bool required = true)
    {
        if (Find(name, required) is not { } spot)
        {
            return default!;
        }

        if (spot.Kind == JsonValueKind.String && words.TryGetValue(spot.Text, out var value))
        {
            return value;
        }

        _problems.Add(spot.Line, $"{What}: unknown {name} \"{spot.Text}\"; use one of: {string.Join(", ", words.Keys)}");
        return default!;
    }

    /// <summary>A date that must be there, year-month-day.</summary>
    public LocalDate Date(string name) => Parse(name, required: true, LocalDatePattern.Iso, "a date such as 2026-11-23") ?? default;

    /// <summary>A date that may be absent.</summary>
    public LocalDate? OptionalDate(string name) =>
        Parse(name, required: false, LocalDatePattern.Iso, "a date such as 2026-11-23");

    /// <summary>A time of day that must be there, such as 09:00.</summary>
    public LocalTime Time(string name) =>
        Parse(name, required: true, LocalTimePattern.CreateWithInvariantCulture("HH:mm"), "a time such as 09:00") ?? default;

    /// <summary>A list of texts; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name, bool required = false)
    {
        var texts = new List<string>();
        foreach (var item in List(name, required))
        {
            var text = AsText(item, name);
            if (text.Length > 0 && texts.Contains(text))
            {
                _problems.Add(item.Line, $"{What}: \"{text}\" is listed twice in \"{name}\"");
            }
            else if (text.Length > 0)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>A list of objects; empty when absent.</summary>
    public IEnumerable<DataRow> Rows(string name, string what, bool required = true)
    {
        foreach (var item in List(name, required))
        {
            if (item.Kind == JsonValueKind.Object)
            {
                yield return new DataRow(item, _problems, what);
            }
            else
            {
                _problems.Add(item.Line, $"{What}: each of \"{name}\" must be an object");
            }
        }
    }

    /// <summary>An object that must be there; null when it is not.</summary>
    public DataRow? Row(string name, string what, bool required = true)
    {
        if (Find(name, required) is not { } spot)
        {
            return null;
        }

        if (spot.Kind == JsonValueKind.Object)
        {
            return new DataRow(spot, _problems, what);
        }

        _problems.Add(spot.Line, $"{What}: \"{name}\" must be an object");
        return null;
    }

    /// <summary>The texts of an object whose field names are data themselves, with their lines; empty when absent.</summary>
    public IReadOnlyList<(string Key, string Value, int Line)> Pairs(string name, bool required = true)
    {
        if (Find(name, required) is not { } spot)
        {
            return [];
        }

        if (spot.Kind != JsonValueKind.Object)
        {
            _problems.Add(spot.Line, $"{What}: \"{name}\" must be an object");
        }

        return [.. spot.Members.Select(member => (member.Key, AsText(member.Value, member.Key), member.Value.Line))];
    }

    /// <summary>Reports the fields that nobody asked for: a misspelt name must not be silently ignored.</summary>
    public void Close()
    {
        foreach (var (name, spot) in _spot.Members)
        {
            if (!_asked.Contains(name))
            {
                _problems.Add(spot.Line, $"{What}: unknown field \"{name}\"");
            }
        }
    }

    private Spot? Find(string name, bool required)
    {
        _asked.Add(name);
        if (_spot.Members.TryGetValue(name, out var spot) && spot.Kind != JsonValueKind.Null)
        {
            return spot;
        }

        if (required)
        {
            _problems.Add(Line, $"{What}: \"{name}\" is missing");
        }

        return null;
    }

    private string AsText(Spot spot, string name)
    {
        if (spot.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(spot.Text))
        {
            return spot.Text;
        }

        _problems.Add(spot.Line, $"{What}: \"{name}\" must be a text that is not blank");
        return "";
    }

    private IReadOnlyList<Spot> List(string name, bool required)
    {
        if (Find(name, required) is not { } spot)
        {
            return [];
        }

        if (spot.Kind != JsonValueKind.Array)
        {
            _problems.Add(spot.Line, $"{What}: \"{name}\" must be a list");
        }

        return spot.Items;
    }

    private T? Parse<T>(string name, bool required, IPattern<T> pattern, string like)
        where T : struct
    {
        if (Find(name, required) is not { } spot)
        {
            return null;
        }

        if (spot.Kind == JsonValueKind.String && pattern.Parse(spot.Text) is { Success: true } parsed)
        {
            return parsed.Value;
        }

        _problems.Add(spot.Line, $"{What}: \"{name}\" must be {like}");
        return null;
    }
}
