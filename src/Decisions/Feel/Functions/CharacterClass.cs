using System.Globalization;
using System.Text;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>
/// A class of characters of an XPath regular expression (XML Schema part 2, appendix F.1): <c>[a-z\d-[aeiou]]</c>, or an
/// escape such as <c>\w</c> on its own.
/// </summary>
internal sealed class CharacterClass
{
    private const int LastUnit = 0xFFFF;
    private readonly List<(int Low, int High)> _ranges = [];
    private readonly List<CharacterEscape> _escapes = [];

    public bool IsNegated { get; init; }

    /// <summary>What is taken away, or null.</summary>
    public CharacterClass? Less { get; set; }

    public bool IsEmpty => _ranges.Count == 0 && _escapes.Count == 0;

    public void Add(int low, int high) => _ranges.Add((low, high));

    public void Add(CharacterEscape escape) => _escapes.Add(escape);

    public bool Contains(int c)
    {
        var found = _ranges.Exists(range => range.Low <= c && c <= range.High) || _escapes.Exists(escape => escape.Contains(c));
        return found != IsNegated && Less?.Contains(c) != true;
    }

    /// <summary>The same class for .NET, in a text with these stand-ins.</summary>
    public string Write(StandIns standIns)
    {
        if (_escapes.Exists(escape => escape.Items is null) || (Less is not null && !standIns.IsEmpty) || Less?.IsPlain == false)
        {
            return Write(Listed(standIns));
        }

        var items = Items();
        if (standIns.IsEmpty)
        {
            var less = Less is null ? "" : "-" + Less.Write(standIns);
            return items.Length == 0 ? Nothing : $"[{(IsNegated ? "^" : "")}{items}{less}]";
        }

        // A stand-in has a category of its own: what it stands for decides.
        var others = $"-[{Write(standIns.All)}]";
        var basic = items.Length > 0 ? $"[{(IsNegated ? "^" : "")}{items}{others}]" : IsNegated ? $"[\\u0000-\\uFFFF{others}]" : Nothing;
        var included = standIns.All.Where(standIn => Contains(standIns.Actual(standIn))).ToArray();
        return included.Length == 0 ? basic : $"(?:{basic}|[{Write(included)}])";
    }

    private const string Nothing = "[^\\u0000-\\uFFFF]";

    private bool IsPlain => !_escapes.Exists(escape => escape.Items is null) && !IsEmpty && Less?.IsPlain != false;

    private string Items()
    {
        var items = new StringBuilder();
        foreach (var (low, high) in _ranges)
        {
            if (low <= LastUnit)
            {
                items.Append(Unit(low)).Append('-').Append(Unit(Math.Min(high, LastUnit)));
            }
        }

        _escapes.ForEach(escape => items.Append(escape.Items));
        return items.ToString();
    }

    private List<(int Low, int High)> Listed(StandIns standIns)
    {
        var listed = new List<(int Low, int High)>();
        for (var c = 0; c <= LastUnit; c++)
        {
            if (!Contains(standIns.Actual((char)c)))
            {
                continue;
            }

            if (listed.Count > 0 && listed[^1].High == c - 1)
            {
                listed[^1] = (listed[^1].Low, c);
            }
            else
            {
                listed.Add((c, c));
            }
        }

        return listed;
    }

    private static string Write(List<(int Low, int High)> ranges) =>
        ranges.Count == 0 ? Nothing : $"[{string.Concat(ranges.Select(range => Unit(range.Low) + "-" + Unit(range.High)))}]";

    private static string Write(IEnumerable<char> characters) => string.Concat(characters.Select(c => Unit(c)));

    private static string Unit(int c) => "\\u" + c.ToString("X4", CultureInfo.InvariantCulture);
}
