using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Casework.Escalations;

/// <summary>
/// Finds what points at a child in a text for somebody who may not know whose case it is: any case's reference, postcode or
/// birth date of the case, names of the child and of the people around them, their initials, school and address, however
/// they are written. It finds what the case knows and not what it does not: a person reads the text too.
/// </summary>
public sealed partial class IdentifyingText
{
    /// <summary>Shorter words are too common to be a name, unless they begin with a capital letter where they stand.</summary>
    private const int ShortestName = 3;

    private const int LongestName = 120;

    // What schools, streets and houses are called everywhere.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "the", "and", "of", "school", "academy", "college", "primary", "secondary", "high", "sixth", "form", "community", "church", "saint", "st", "road", "street", "lane", "avenue", "close", "drive", "way", "house", "flat",
        "court", "place", "row", "hill", "park", "mother", "father", "mum", "dad", "aunt", "uncle", "brother", "sister", "gran", "grandmother", "grandfather", "carer", "foster", "teacher", "worker", "social", "nurse", "officer",
        "friend", "not", "known", "none", "yes", "no", "her", "his", "their", "with", "from", "home", "mrs", "miss", "mr", "ms", "dr",
    };

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shortNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _initials = new(StringComparer.Ordinal);
    private readonly List<string[]> _phrases = [];
    private readonly List<LocalDate> _births = [];

    /// <summary>What a case knows that would tell whose it is.</summary>
    /// <param name="variables">The variables of the case, those of every scope.</param>
    public IdentifyingText(IEnumerable<FeelContext> variables)
    {
        foreach (var (name, value) in variables.SelectMany(scope => scope))
        {
            Learn(name, value);
        }
    }

    /// <summary>The first thing in the text that points at somebody, as it was typed; null when nothing is found.</summary>
    public string? In(string text)
    {
        if (Reference().Match(text) is { Success: true } reference)
        {
            return reference.Value;
        }

        if (Postcode().Match(text) is { Success: true } postcode)
        {
            return postcode.Value;
        }

        var words = PlainLetters.Words(text);
        for (var i = 0; i < words.Count; i++)
        {
            var found = Phrase(words, i) ?? Name(words, i) ?? Birth(words, i) ?? Initials(words, i);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    // A name in one word, or in as many as somebody cut it into.
    private string? Name(IReadOnlyList<Word> words, int at)
    {
        var joined = "";
        for (var i = at; i < words.Count && joined.Length < LongestName; i++)
        {
            joined += PlainLetters.AsLetters(words[i].Plain);
            var parts = i - at + 1;
            var isWord = parts == 1 ? _names.Contains(joined) || (_shortNames.Contains(joined) && char.IsUpper(words[i].Typed[0])) : joined.Length > ShortestName && _names.Contains(joined) && IsCut(words, at, parts);
            if (isWord)
            {
                return string.Join(' ', words.Skip(at).Take(parts).Select(word => word.Typed));
            }
        }

        return null;
    }

    // Two ordinary words that happen to spell a name are let be when both are long; letters and scraps are not.
    private static bool IsCut(IReadOnlyList<Word> words, int at, int parts) =>
        words.Skip(at).Take(parts).Any(word => word.Plain.Length <= 3);

    private string? Phrase(IReadOnlyList<Word> words, int at)
    {
        foreach (var phrase in _phrases)
        {
            if (at + phrase.Length <= words.Count && phrase.Select((word, i) => words[at + i].Plain == word).All(same => same))
            {
                return string.Join(' ', words.Skip(at).Take(phrase.Length).Select(word => word.Typed));
            }
        }

        return null;
    }

    private string? Birth(IReadOnlyList<Word> words, int at)
    {
        if (at + 3 > words.Count || _births.Count == 0)
        {
            return null;
        }

        string[] three = [.. words.Skip(at).Take(3).Select(word => Ordinal().Replace(word.Plain, "$1"))];
        return _births.Exists(born => IsDate(three, born)) ? string.Join(' ', words.Skip(at).Take(3).Select(word => word.Typed)) : null;
    }

    private static bool IsDate(string[] three, LocalDate date)
    {
        bool Day(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day == date.Day;
        bool Year(string text) => text == date.Year.ToString(CultureInfo.InvariantCulture) || text == (date.Year % 100).ToString("00", CultureInfo.InvariantCulture);
        bool Month(string text) => (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month == date.Month)
            || (text.Length >= 3 && CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month).StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return (Day(three[0]) && Month(three[1]) && Year(three[2])) || (Month(three[0]) && Day(three[1]) && Year(three[2])) || (Year(three[0]) && Month(three[1]) && Day(three[2]));
    }

    // "RT", "R.T." or "R T", in capitals: small letters would find every second word.
    private string? Initials(IReadOnlyList<Word> words, int at)
    {
        var (joined, typed) = ("", new List<string>());
        for (var i = at; i < words.Count && joined.Length < 4 && words[i].Typed.Length <= 4 && words[i].Typed.All(char.IsUpper); i++)
        {
            joined += words[i].Plain;
            typed.Add(words[i].Typed);
            if (_initials.Contains(joined))
            {
                return string.Join(' ', typed);
            }
        }

        return null;
    }

    private void Learn(string name, FeelValue value)
    {
        if (value.TryGetContext(out var inner))
        {
            foreach (var (key, part) in inner)
            {
                Learn(key, part);
            }
        }
        else if (value.TryGetList(out var items))
        {
            foreach (var item in items)
            {
                Learn(name, item);
            }
        }
        else if (BirthKey().IsMatch(name) && DateOf(value) is { } born)
        {
            _births.Add(born);
        }
        else if (value.TryGetString(out var text) && text.Length is > 0 and <= LongestName)
        {
            LearnText(name, text);
        }
    }

    private void LearnText(string key, string text)
    {
        if (PlaceKey().IsMatch(key))
        {
            LearnPlace(text);
        }
        else if (PersonKey().IsMatch(key))
        {
            LearnPeople(text);
        }
    }

    private void LearnPeople(string text)
    {
        foreach (var person in text.Split([',', ';', '/', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = PlainLetters.Words(person).Where(word => char.IsUpper(word.Typed[0]) || !word.Typed.Any(char.IsLower)).Where(word => !Common.Contains(word.Plain)).ToList();
            foreach (var word in words)
            {
                (word.Plain.Length >= ShortestName ? _names : _shortNames).Add(word.Plain);
            }

            if (words.Count is 2 or 3)
            {
                _initials.Add(string.Concat(words.Select(word => word.Plain[0])));
            }

            // O'Brien, Al-Amin: the parts were taken as words; the whole is one too.
            foreach (var whole in person.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => string.Concat(PlainLetters.Words(part).Select(word => word.Plain))).Where(whole => whole.Length > ShortestName && !Common.Contains(whole) && char.IsUpper(person[0])))
            {
                _names.Add(whole);
            }
        }
    }

    private void LearnPlace(string text)
    {
        string[] words = [.. PlainLetters.Words(text.Split(',')[0]).Select(word => word.Plain)];
        string[] telling = [.. words.Where(word => !Common.Contains(word))];
        if (words.Length > 1 && telling.Length > 0)
        {
            _phrases.Add(words);
        }

        if (telling.Length > 1)
        {
            _phrases.Add(telling);
        }
        else if (telling is [{ Length: > ShortestName } row])
        {
            _names.Add(row);
        }

        // Without the number of the house.
        if (words.Length > 2 && words[0].All(char.IsDigit))
        {
            _phrases.Add(words[1..]);
        }
    }

    private static LocalDate? DateOf(FeelValue value)
    {
        var text = value.TryGetString(out var written) ? written : FeelJson.ToJson(value).Trim('"');
        return text.Length >= 10 && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true } date ? date.Value : null;
    }

    [GeneratedRegex(@"\b[A-Za-z]{2,5}[\s\p{Pd}]?(19|20)\d{2}[\s\p{Pd}]?\d{6}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();

    [GeneratedRegex("^(\\d{1,2})(?:st|nd|rd|th)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex("born|birth|dob$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BirthKey();

    [GeneratedRegex("school|address|street|postcode|placementHome|^home$|homeName", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlaceKey();

    [GeneratedRegex("name$|names$|people|adult$|parent|carer|mother|father|sibling|guardian|relative|relation|knownAs|alias|rhiWho", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PersonKey();
}
