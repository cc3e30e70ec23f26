using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>Checks a typed value against the field's rules.</summary>
internal sealed partial class AnswerRules(LocalDate today)
{
    /// <summary>What a text may hold when the form sets no limit of its own.</summary>
    private const int LongestText = 20_000;

    internal string? Check(FormField field, JsonNode? value)
    {
        if (value is null || (field.Kind == FieldKind.Checkbox && !value.GetValue<bool>()))
        {
            return field.Rules.IsRequired ? Wording.Missing(field) : null;
        }

        return field.Kind switch
        {
            FieldKind.Text or FieldKind.TextArea => CheckText(field, value.GetValue<string>()),
            FieldKind.Number => CheckNumber(field, value.GetValue<decimal>()),
            FieldKind.Date or FieldKind.DateTime when field.Rules.MayNotBePast => CheckDate(field, value.GetValue<string>()),
            _ => null,
        };
    }

    private static string? CheckText(FormField field, string text)
    {
        var rules = field.Rules;
        var length = new StringInfo(text).LengthInTextElements;
        if (length > (rules.MaxLength ?? LongestText))
        {
            return Wording.TooLong(field, rules.MaxLength ?? LongestText);
        }

        if (length < rules.MinLength)
        {
            return Wording.TooShort(field, rules.MinLength.Value);
        }

        return rules.Format switch
        {
            "email" when !Email().IsMatch(text) => Wording.NotAnEmail(field),
            "phone" when !Phone().IsMatch(text) => Wording.NotAPhone(field),
            _ => rules.Pattern is { } pattern && !Matches(pattern, text) ? Wording.WrongPattern(field) : null,
        };
    }

    private static string? CheckNumber(FormField field, decimal number)
    {
        if (number < field.Rules.Min)
        {
            return Wording.TooSmall(field, field.Rules.Min.Value);
        }

        return number > field.Rules.Max ? Wording.TooLarge(field, field.Rules.Max.Value) : null;
    }

    private string? CheckDate(FormField field, string iso)
    {
        var date = LocalDatePattern.Iso.Parse(iso[..10]).Value;
        return date < today ? Wording.InThePast(field) : null;
    }

    // A form's author writes the pattern: the time limit keeps a bad one from holding a request.
    private static bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[\d\s()./-]{6,20}$")]
    private static partial Regex Phone();
}
