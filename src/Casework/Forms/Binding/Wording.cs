using System.Globalization;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>Error messages in the words of the GOV.UK Design System: what to do, naming the field by its own label.</summary>
internal static class Wording
{
    internal static string Missing(FormField field) => field.Kind switch
    {
        FieldKind.Select or FieldKind.Radio when IsQuestion(field) => $"Select an answer to “{field.Label}”",
        FieldKind.Select or FieldKind.Radio => $"Select {Inline(field)}",
        FieldKind.Checklist when IsQuestion(field) => $"Select at least one answer to “{field.Label}”",
        FieldKind.Checklist => $"Select at least one: {Inline(field)}",
        FieldKind.Checkbox => $"Confirm: {Inline(field)}",
        FieldKind.Date when IsQuestion(field) => $"Enter a date: “{field.Label}”",
        FieldKind.DateTime when IsQuestion(field) => $"Enter a date and time: “{field.Label}”",
        FieldKind.Time when IsQuestion(field) => $"Enter a time: “{field.Label}”",
        _ when IsQuestion(field) => $"Enter an answer to “{field.Label}”",
        _ => $"Enter {Inline(field)}",
    };

    internal static string TooLong(FormField field, int most) => $"{Subject(field)} must be {Count(most, "character")} or fewer";

    internal static string TooShort(FormField field, int least) => $"{Subject(field)} must be {Count(least, "character")} or more";

    internal static string TooSmall(FormField field, decimal least) => $"{Subject(field)} must be {Plain(least)} or more";

    internal static string TooLarge(FormField field, decimal most) => $"{Subject(field)} must be {Plain(most)} or less";

    internal static string MustBeNumber(FormField field) =>
        field.Rules.DecimalDigits == 0 ? $"{Subject(field)} must be a whole number" : $"{Subject(field)} must be a number";

    internal static string TooManyDecimals(FormField field, int digits) =>
        digits == 0 ? $"{Subject(field)} must be a whole number" : $"{Subject(field)} must have {Count(digits, "decimal place")} or fewer";

    internal static string NotAmongOptions(FormField field) => $"Choose one of the options for “{field.Label}”";

    internal static string WrongPattern(FormField field) => $"{Subject(field)} must be in the format asked for";

    internal static string NotAnEmail(FormField field) => $"{Subject(field)} must be an email address, like name@example.com";

    internal static string NotAPhone(FormField field) => $"{Subject(field)} must be a phone number, like 01632 960 001";

    internal static string NotADate(FormField field) => $"{Subject(field)} must be a real date, like 27 3 2026";

    internal static string YearTooShort(FormField field) => $"{Subject(field)} must have a year of 4 numbers";

    internal static string DateMissing(FormField field) => $"{Subject(field)} must include a date";

    internal static string TimeMissing(FormField field) => $"{Subject(field)} must include a time, like 14:30";

    internal static string NotATime(FormField field) => $"{Subject(field)} must be a real time, like 14:30";

    internal static string InThePast(FormField field) => $"{Subject(field)} must be today or in the future";

    internal static string DatePartsMissing(FormField field, IReadOnlyList<string> parts) =>
        $"{Subject(field)} must include a {string.Join(" and a ", parts)}";

    private static bool IsQuestion(FormField field) => field.Label.TrimEnd().EndsWith('?');

    private static string Subject(FormField field) => IsQuestion(field) ? $"Your answer to “{field.Label}”" : field.Label;

    // "Child's name" -> "child's name", but "NRM reference" and "ABE interview" stay.
    private static string Inline(FormField field)
    {
        var label = field.Label;
        return label.Length > 1 && char.IsUpper(label[0]) && !char.IsUpper(label[1]) && label[1] != ' '
            ? char.ToLower(label[0], CultureInfo.InvariantCulture) + label[1..]
            : label;
    }

    private static string Count(int count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
