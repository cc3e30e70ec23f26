using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>Makes a typed value of what was typed, or says why that cannot be done.</summary>
internal sealed class AnswerParser(DateTimeZone zone)
{
    private static readonly LocalTimePattern[] Times =
    [
        LocalTimePattern.CreateWithInvariantCulture("H:mm"),
        LocalTimePattern.CreateWithInvariantCulture("H.mm"),
        LocalTimePattern.CreateWithInvariantCulture("HHmm"),
        LocalTimePattern.CreateWithInvariantCulture("h:mmtt"),
        LocalTimePattern.CreateWithInvariantCulture("htt"),
    ];

    internal Answer Parse(FormField field, IReadOnlyList<FormOption> options, TypedAnswer typed) => field.Kind switch
    {
        FieldKind.Text => Text(OneLine(typed.Text)),
        FieldKind.TextArea => Text(typed.Text?.ReplaceLineEndings("\n").Trim()),
        FieldKind.Number => Number(field, typed.Text?.Trim()),
        FieldKind.Select or FieldKind.Radio => Option(field, options, typed.Text),
        FieldKind.Checkbox => Answer.Of(JsonValue.Create(typed.Text == "true")),
        FieldKind.Checklist => Options(field, options, typed.Chosen),
        FieldKind.Date => Date(field, typed.Date),
        FieldKind.Time => Time(field, typed.Time),
        FieldKind.DateTime => Moment(field, typed),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, "No such kind of field."),
    };

    private static string? OneLine(string? text) => text?.ReplaceLineEndings(" ").Trim();

    private static Answer Text(string? text) => string.IsNullOrEmpty(text) ? Answer.None : Answer.Of(JsonValue.Create(text));

    private static Answer Number(FormField field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Answer.None;
        }

        const NumberStyles Written = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!decimal.TryParse(text, Written, CultureInfo.InvariantCulture, out var number))
        {
            return Answer.Wrong(Wording.MustBeNumber(field));
        }

        return field.Rules.DecimalDigits is { } digits && decimal.Round(number, digits) != number
            ? Answer.Wrong(Wording.TooManyDecimals(field, digits))
            : Answer.Of(JsonValue.Create(number));
    }

    // A value that is not among the options was not chosen on our page.
    private static Answer Option(FormField field, IReadOnlyList<FormOption> options, string? posted)
    {
        if (string.IsNullOrEmpty(posted))
        {
            return Answer.None;
        }

        return options.FirstOrDefault(option => option.Posted == posted) is { } chosen
            ? Answer.Of(chosen.Value.DeepClone())
            : Answer.Wrong(Wording.NotAmongOptions(field));
    }

    private static Answer Options(FormField field, IReadOnlyList<FormOption> options, IReadOnlyList<string> posted)
    {
        var chosen = options.Where(option => posted.Contains(option.Posted)).ToList();
        if (posted.Any(value => value.Length > 0 && options.All(option => option.Posted != value)))
        {
            return Answer.Wrong(Wording.NotAmongOptions(field));
        }

        return chosen.Count == 0 ? Answer.None : Answer.Of(new JsonArray([.. chosen.Select(option => option.Value.DeepClone())]));
    }

    private static Answer Date(FormField field, DateParts parts) =>
        TryDate(field, parts, out var date, out var problem) ? Answer.Of(JsonValue.Create(LocalDatePattern.Iso.Format(date))) : new Answer(null, problem);

    private static Answer Time(FormField field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Answer.None;
        }

        return TryTime(text, out var time)
            ? Answer.Of(JsonValue.Create(time.ToString("HH:mm", CultureInfo.InvariantCulture)))
            : Answer.Wrong(Wording.NotATime(field));
    }

    private Answer Moment(FormField field, TypedAnswer typed)
    {
        if (!TryDate(field, typed.Date, out var date, out var problem))
        {
            return problem is null && !string.IsNullOrWhiteSpace(typed.Time) ? Answer.Wrong(Wording.DateMissing(field)) : new Answer(null, problem);
        }

        if (string.IsNullOrWhiteSpace(typed.Time))
        {
            return Answer.Wrong(Wording.TimeMissing(field));
        }

        if (!TryTime(typed.Time, out var time))
        {
            return Answer.Wrong(Wording.NotATime(field));
        }

        // An hour that the clocks skip in spring is read as the hour after; one that comes twice, as the first.
        var moment = (date + time).InZoneLeniently(zone).ToOffsetDateTime();
        return Answer.Of(JsonValue.Create(OffsetDateTimePattern.Rfc3339.Format(moment)));
    }

    private static bool TryDate(FormField field, DateParts parts, out LocalDate date, out string? problem)
    {
        date = default;
        var (day, month, year) = (parts.Day?.Trim() ?? "", parts.Month?.Trim() ?? "", parts.Year?.Trim() ?? "");
        if (day.Length + month.Length + year.Length == 0)
        {
            problem = null;
            return false;
        }

        string[] missing = [.. new[] { day.Length == 0 ? "day" : "", month.Length == 0 ? "month" : "", year.Length == 0 ? "year" : "" }.Where(part => part.Length > 0)];
        if (missing.Length > 0)
        {
            problem = Wording.DatePartsMissing(field, missing);
            return false;
        }

        if (year.Length != 4)
        {
            problem = Wording.YearTooShort(field);
            return false;
        }

        var read = LocalDatePattern.CreateWithInvariantCulture("yyyy-M-d").Parse($"{year}-{MonthNumber(month)}-{day}");
        problem = read.Success ? null : Wording.NotADate(field);
        date = read.Success ? read.Value : default;
        return read.Success;
    }

    // People also write the month's name.
    private static string MonthNumber(string month)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        var at = Enumerable.Range(1, 12).FirstOrDefault(number =>
            string.Equals(names.GetMonthName(number), month, StringComparison.OrdinalIgnoreCase)
            || string.Equals(names.GetAbbreviatedMonthName(number), month, StringComparison.OrdinalIgnoreCase));
        return at == 0 ? month.TrimStart('0') : at.ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryTime(string text, out LocalTime time)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        foreach (var pattern in Times)
        {
            var read = pattern.Parse(compact);
            if (read.Success)
            {
                time = read.Value;
                return true;
            }
        }

        time = default;
        return false;
    }
}
