using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Peninsula.Activities.Calendar;
using NodaTime.Text;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>Writes what the case knows into an untouched form, as if it had been typed.</summary>
internal static class Prefill
{
    private static readonly DateTimeZone Zone = WorkingCalendar.Standard.Zone;

    internal static Typed From(FormSchema schema, JsonObject known)
    {
        var typed = Typed.Nothing;
        Fill(schema.Items, Typed.NamePrefix, known, typed);
        return typed;
    }

    internal static TypedAnswer Answer(FormField field, JsonNode? value)
    {
        var typed = Typed.Nothing;
        Write(field, "x", value, typed);
        return TypedAnswer.Read(typed, "x");
    }

    private static void Fill(IReadOnlyList<FormItem> items, string name, JsonObject known, Typed typed)
    {
        foreach (var item in items)
        {
            switch (item)
            {
                case FormField field:
                    Write(field, name + field.Key, known[field.Key] ?? field.Default, typed);
                    break;
                case FormGroup { Path: { } path } group:
                    Fill(group.Items, $"{name}{path}.", known[path] as JsonObject ?? [], typed);
                    break;
                case FormGroup group:
                    Fill(group.Items, name, known, typed);
                    break;
                case FormList list:
                    FillRows(list, name + list.Path, known[list.Path] as JsonArray, typed);
                    break;
            }
        }
    }

    private static void FillRows(FormList list, string name, JsonArray? rows, Typed typed)
    {
        var count = rows is { Count: > 0 } ? Math.Min(rows.Count, Typed.MostRows) : list.DefaultRows;
        typed.Set(name, count.ToString(CultureInfo.InvariantCulture));
        for (var row = 0; row < count; row++)
        {
            Fill(list.Items, $"{name}[{row}].", rows is not null && row < rows.Count ? rows[row] as JsonObject ?? [] : [], typed);
        }
    }

    private static void Write(FormField field, string name, JsonNode? value, Typed typed)
    {
        switch (value)
        {
            case null:
                break;
            case JsonArray chosen:
                typed.Set(name, [.. chosen.OfType<JsonNode>().Select(Posted)]);
                break;
            case JsonValue when field.Kind is FieldKind.Date or FieldKind.DateTime or FieldKind.Time:
                WriteMoment(name, value.ToString(), typed);
                break;
            default:
                typed.Set(name, Posted(value));
                break;
        }
    }

    private static void WriteMoment(string name, string iso, Typed typed)
    {
        LocalDate? date = null;
        LocalTime? time = null;
        if (OffsetDateTimePattern.ExtendedIso.Parse(iso) is { Success: true } moment)
        {
            // Stored with any offset, shown as the clock on the wall here.
            var here = moment.Value.InZone(Zone).LocalDateTime;
            (date, time) = (here.Date, here.TimeOfDay);
        }
        else if (LocalDatePattern.Iso.Parse(iso) is { Success: true } day)
        {
            date = day.Value;
        }
        else if (LocalTimePattern.CreateWithInvariantCulture("H:mm").Parse(iso) is { Success: true } hour)
        {
            time = hour.Value;
        }

        if (date is { } known)
        {
            typed.Set(name + "-day", known.Day.ToString(CultureInfo.InvariantCulture));
            typed.Set(name + "-month", known.Month.ToString(CultureInfo.InvariantCulture));
            typed.Set(name + "-year", known.Year.ToString("0000", CultureInfo.InvariantCulture));
        }

        if (time is { } at)
        {
            typed.Set(name + "-time", at.ToString("HH:mm", CultureInfo.InvariantCulture));
        }
    }

    private static string Posted(JsonNode value) =>
        value is JsonValue plain && plain.TryGetValue<string>(out var text) ? text : value.ToJsonString();
}
