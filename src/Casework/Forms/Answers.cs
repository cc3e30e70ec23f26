using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms;

/// <summary>Answers as a reader sees them: labels for option values, dates in words.</summary>
public static class Answers
{
    private const string NotAnswered = "Not answered";

    public static string InWords(BoundField field)
    {
        var typed = field.Typed;
        var words = field.Field.Kind switch
        {
            FieldKind.Select or FieldKind.Radio => Label(field, typed.Text),
            FieldKind.Checklist => string.Join("\n", typed.Chosen.Select(chosen => Label(field, chosen))),
            FieldKind.Checkbox => typed.Text == "true" ? "Yes" : "No",
            FieldKind.Date => Date(typed),
            FieldKind.DateTime => $"{Date(typed)} {typed.Time}".Trim(),
            FieldKind.Time => typed.Time,
            _ => typed.Text,
        };
        return string.IsNullOrWhiteSpace(words) ? NotAnswered : words;
    }

    private static string? Label(BoundField field, string? posted) =>
        field.Choices.FirstOrDefault(choice => choice.Value == posted)?.Label ?? posted;

    private static string Date(TypedAnswer typed) => $"{typed.Date.Day} {Month(typed.Date.Month)} {typed.Date.Year}".Trim();

    private static string? Month(string? number) =>
        int.TryParse(number, out var month) && month is >= 1 and <= 12
            ? System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)
            : number;
}
