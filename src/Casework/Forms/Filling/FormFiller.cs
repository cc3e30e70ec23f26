using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities.Calendar;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Filling;

/// <summary>Fills a form in as a person might: the first answer that will do, unless somebody has an answer of their own.</summary>
internal sealed class FormFiller(FormBinder binder)
{
    /// <summary>Answers may show more questions; a form that is not done after this many rounds is left as it is.</summary>
    private const int MostRounds = 6;

    internal JsonObject Fill(FormSchema schema, JsonObject known, IFormAnswers answers, Instant now)
    {
        var typed = Prefill.From(schema, known);
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var form = binder.Bind(schema, typed, KnownAnswers.Of(known), check: true);
        for (var round = 0; round < MostRounds; round++)
        {
            var open = form.Fields.Where(field => !field.Field.IsReadOnly && (field.Error is not null || (answers.Insists(field) && answered.Add(field.Name)))).ToList();
            if (open.Count == 0)
            {
                break;
            }

            foreach (var field in open)
            {
                Answer(typed, field, answers, now);
            }

            form = binder.Bind(schema, typed, KnownAnswers.Of(known), check: true);
        }

        return form.Values;
    }

    private static void Answer(Typed typed, BoundField field, IFormAnswers answers, Instant now)
    {
        switch (field.Field.Kind)
        {
            case FieldKind.Select or FieldKind.Radio:
                typed.Set(field.Name, answers.Choose(field) ?? (field.Choices is [var first, ..] ? first.Value : ""));
                break;
            case FieldKind.Checklist:
                typed.Set(field.Name, [.. answers.ChooseSome(field)]);
                break;
            case FieldKind.Checkbox:
                typed.Set(field.Name, "true");
                break;
            case FieldKind.Number:
                typed.Set(field.Name, answers.Write(field) ?? (field.Field.Rules.Min ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case FieldKind.Date or FieldKind.DateTime or FieldKind.Time:
                SetMoment(typed, field.Name, answers.Moment(field, now));
                break;
            default:
                typed.Set(field.Name, Fit(answers.Write(field) ?? $"{field.Label.TrimEnd('?')}: recorded for the demonstration.", field.Field.Rules));
                break;
        }
    }

    private static string Fit(string text, FieldRules rules) =>
        rules.MaxLength is { } most && text.Length > most ? text[..most] : text;

    private static void SetMoment(Typed typed, string name, Instant now)
    {
        var local = now.InZone(WorkingCalendar.Standard.Zone);
        typed.Set(name + "-day", LocalDatePattern.CreateWithInvariantCulture("%d").Format(local.Date));
        typed.Set(name + "-month", LocalDatePattern.CreateWithInvariantCulture("%M").Format(local.Date));
        typed.Set(name + "-year", LocalDatePattern.CreateWithInvariantCulture("yyyy").Format(local.Date));
        typed.Set(name + "-time", LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(local.TimeOfDay));
    }
}
