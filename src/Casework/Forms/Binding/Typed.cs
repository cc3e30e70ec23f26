using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>
/// What was typed into a form, by the names of its controls, whether it makes sense or not. A draft keeps exactly this, so
/// that a half-written date comes back as it was left.
/// </summary>
public sealed class Typed
{
    /// <summary>Names of form controls begin with this, so that no answer can pass for a field of the page itself.</summary>
    public const string NamePrefix = "f.";

    /// <summary>More rows than this are not taken: a list is for what a person writes.</summary>
    public const int MostRows = 100;

    private readonly Dictionary<string, string[]> _values;

    private Typed(Dictionary<string, string[]> values) => _values = values;

    public static Typed Nothing => new([]);

    public static Typed From(IEnumerable<KeyValuePair<string, StringValues>> posted) =>
        new(posted
            .Where(pair => pair.Key.StartsWith(NamePrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToArray(), StringComparer.Ordinal));

    public static Typed FromJson(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json) ?? []);

    public string ToJson() => JsonSerializer.Serialize(_values);

    public bool IsEmpty => _values.Count == 0;

    /// <summary>The one value of that name, or null when nothing was posted for it.</summary>
    public string? One(string name) => _values.TryGetValue(name, out var values) && values.Length > 0 ? values[0] : null;

    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name) ?? [];

    public void Set(string name, params string[] values) => _values[name] = values;

    /// <summary>Those of the other are added, in place of those of the same name: the pages of one form together.</summary>
    public Typed With(Typed other, IEnumerable<string> answered)
    {
        var all = new Dictionary<string, string[]>(_values, StringComparer.Ordinal);
        foreach (var name in answered)
        {
            // A checkbox that was cleared posts nothing: its old answer has to go.
            foreach (var old in all.Keys.Where(key => key == name || key.StartsWith(name + "-", StringComparison.Ordinal) || key.StartsWith(name + "[", StringComparison.Ordinal)).ToList())
            {
                all.Remove(old);
            }
        }

        foreach (var (name, values) in other._values)
        {
            all[name] = values;
        }

        return new Typed(all);
    }

    /// <summary>How many rows the list of that name has; null when the form was not touched.</summary>
    public int? Rows(string list)
    {
        if (One(list) is { } count && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
        {
            return Math.Min(rows, MostRows);
        }

        return null;
    }

    public void AddRow(string list, int rows) => SetRows(list, Math.Min(rows + 1, MostRows));

    /// <summary>Takes a row away; those below it move up.</summary>
    public void RemoveRow(string list, int row, int rows)
    {
        var moved = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, values) in _values)
        {
            var match = RowOf(list).Match(name);
            var at = match.Success && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            if (at == row)
            {
                continue;
            }

            moved[at > row ? $"{list}[{at - 1}]{match.Groups[2].Value}" : name] = values;
        }

        _values.Clear();
        foreach (var (name, values) in moved)
        {
            _values[name] = values;
        }

        SetRows(list, Math.Max(rows - 1, 0));
    }

    private void SetRows(string list, int rows) => _values[list] = [rows.ToString(CultureInfo.InvariantCulture)];

    private static Regex RowOf(string list) => new($@"^{Regex.Escape(list)}\[(\d+)\](.*)$", RegexOptions.Singleline);
}
