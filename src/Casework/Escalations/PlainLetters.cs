using System.Globalization;
using System.Text;

namespace Peninsula.Casework.Escalations;

/// <summary>A word of a text, as it is compared and as it was typed.</summary>
/// <param name="Plain">Small letters without accents; look-alikes of other scripts as the Latin letters that they look like.</param>
/// <param name="Typed">What stands in the text.</param>
internal readonly record struct Word(string Plain, string Typed);

/// <summary>
/// Reads a text by its looks: accents, case, invisible characters and letters of other scripts that look like Latin ones make
/// no difference. The pairs are those of Unicode's confusables (UTS 39) that a person would take for the same letter; the
/// library that carries them all weighs eighty times this product.
/// </summary>
internal static class PlainLetters
{
    // Cyrillic, Greek, Cherokee and a few others, small letters after case folding.
    private const string Alike = "аaвbсcеeнhіiјjкkмmоoрpԛqѕsтtуyүyхxԁdһhӏlԝwѵvգqոnսuհhοoαaβbεeηnιiκkνvρpτtυuχxγyωwσoςcμuıiłløoðdđdħhɑaɡgɩiꞓcƒfʀrɴnʜhꭰdꭺaᎪaᎡrᏴbᏟcᎠdᎬeᏀgᎻhᎥiᎫjᏦkᏞlᎷmᏢpᏚsᎢtᏙvᏔwᏃz";

    // A digit within a word stands for the letter that it looks like.
    private const string Digits = "0o1l3e4a5s7t";

    private static readonly Dictionary<Rune, char> Latin = Pairs(Alike);

    /// <summary>The words of a text in their order: runs of letters and digits.</summary>
    public static IReadOnlyList<Word> Words(string text)
    {
        var words = new List<Word>();
        var (plain, from, at) = (new StringBuilder(), -1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            // What cannot be seen separates nothing.
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control)
                || rune.Value is '\n' or '\t' or '\r')
            {
                var shown = Fold(rune);
                if (shown.Length == 0)
                {
                    End(at);
                }
                else
                {
                    from = from < 0 ? at : from;
                    plain.Append(shown);
                }
            }

            at += rune.Utf16SequenceLength;
        }

        End(text.Length);
        return words;

        void End(int until)
        {
            if (from >= 0)
            {
                words.Add(new Word(plain.ToString(), text[from..until]));
                plain.Clear();
                from = -1;
            }
        }
    }

    /// <summary>A word with the digits in it read as letters: <c>r0b1n</c>. A number stays a number.</summary>
    public static string AsLetters(string plain) => plain.Any(char.IsAsciiLetter)
        ? string.Concat(plain.Select(letter => Digits.IndexOf(letter) is var at && at >= 0 && at % 2 == 0 ? Digits[at + 1] : letter))
        : plain;

    private static string Fold(Rune rune)
    {
        var folded = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var small = Rune.ToLowerInvariant(part);
            if (Latin.TryGetValue(small, out var latin) || Latin.TryGetValue(part, out latin))
            {
                folded.Append(latin);
            }
            else if (Rune.IsLetterOrDigit(small))
            {
                folded.Append(small.ToString());
            }
        }

        return folded.ToString();
    }

    private static Dictionary<Rune, char> Pairs(string pairs)
    {
        var read = new Dictionary<Rune, char>();
        var runes = pairs.EnumerateRunes().ToArray();
        for (var i = 0; i + 1 < runes.Length; i += 2)
        {
            read[runes[i]] = (char)runes[i + 1].Value;
        }

        return read;
    }
}
