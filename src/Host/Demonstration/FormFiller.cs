using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Peninsula.Host.Forms.Binding;
using Peninsula.Host.Forms.Schema;

namespace Peninsula.Host.Demonstration;

/// <summary>Fills a form in as a person might: what the case says where it says something, else the first answer that will do.</summary>
internal sealed class FormFiller(FormBinder binder)
{
    /// <summary>Answers may show more questions; a form that is not done after this many rounds is left as it is.</summary>
    private const int MostRounds = 6;

    internal JsonObject Fill(FormSchema schema, JsonObject known, IReadOnlyDictionary<string, string> answers, Instant now)
    {
        var typed = Prefill.From(schema, known);
        for (var round = 0; round < MostRounds; round++)
        {
            var form = binder.Bind(schema, typed, known, check: true);
            if (form.IsValid)
            {
                return form.Values;
            }

            foreach (var field in form.Fields.Where(field => field.Error is not null || answers.ContainsKey(field.Field.Key)))
            {
                Answer(typed, field, answers, now);
            }
        }

        return binder.Bind(schema, typed, known, check: false).Values;
    }

    private static void Answer(Typed typed, BoundField field, IReadOnlyDictionary<string, string> answers, Instant now)
    {
        var given = answers.GetValueOrDefault(field.Field.Key);
        switch (field.Field.Kind)
        {
            case FieldKind.Select or FieldKind.Radio:
                typed.Set(field.Name, field.Choices.FirstOrDefault(choice => choice.Value == given)?.Value ?? (field.Choices is [var first, ..] ? first.Value : ""));
                break;
            case FieldKind.Checklist:
                typed.Set(field.Name, [.. field.Choices.Take(3).Select(choice => choice.Value)]);
                break;
            case FieldKind.Checkbox:
                typed.Set(field.Name, "true");
                break;
            case FieldKind.Number:
                typed.Set(field.Name, given ?? (field.Field.Rules.Min ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case FieldKind.Date or FieldKind.DateTime or FieldKind.Time:
                SetMoment(typed, field.Name, now);
                break;
            default:
                typed.Set(field.Name, Fit(given ?? $"{field.Label.TrimEnd('?')}: recorded for the demonstration.", field.Field.Rules));
                break;
        }
    }

    private static string Fit(string text, FieldRules rules) =>
        rules.MaxLength is { } most && text.Length > most ? text[..most] : text;

    private static void SetMoment(Typed typed, string name, Instant now)
    {
        var local = now.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]);
        typed.Set(name + "-day", LocalDatePattern.CreateWithInvariantCulture("%d").Format(local.Date));
        typed.Set(name + "-month", LocalDatePattern.CreateWithInvariantCulture("%M").Format(local.Date));
        typed.Set(name + "-year", LocalDatePattern.CreateWithInvariantCulture("yyyy").Format(local.Date));
        typed.Set(name + "-time", LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(local.TimeOfDay));
    }
}
