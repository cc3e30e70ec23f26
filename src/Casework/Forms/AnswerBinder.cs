using System.Text.Json;
using System.Text.Json.Nodes;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms;

/// <summary>
/// Answers that came as values rather than typed: from another agency's system. They are put into the form as if they had
/// been typed and checked as a page's are, so that no front asks less than another; what the form does not ask is refused
/// by name, so that nothing is lost in silence.
/// </summary>
public sealed class AnswerBinder(FormBinder binder)
{
    /// <summary>The form with the given values over what is known already.</summary>
    /// <param name="schema">The form.</param>
    /// <param name="given">The values, by the keys of the form's fields.</param>
    /// <param name="known">What the case knows.</param>
    public (BoundForm Form, IReadOnlyList<string> Problems) Bind(FormSchema schema, JsonObject given, KnownAnswers known)
    {
        var merged = (JsonObject)known.Open.DeepClone();
        foreach (var (name, value) in given)
        {
            merged[name] = value?.DeepClone();
        }

        var form = binder.Bind(schema, Prefill.From(schema, merged), known, check: true);
        var problems = Unasked(given, form)
            .Concat(form.Fields.Where(field => field.Error is not null).Select(field => $"{Path(field.Name)}: {field.Error}."))
            .ToList();
        return (form, problems);
    }

    private static IEnumerable<string> Unasked(JsonObject given, BoundForm form)
    {
        var fields = form.Fields.Where(field => !field.Field.IsReadOnly).ToDictionary(field => field.Name, StringComparer.Ordinal);
        var lists = Lists(form.Items).ToDictionary(list => list.Name, StringComparer.Ordinal);
        return Look(given, Typed.NamePrefix);

        IEnumerable<string> Look(JsonObject level, string prefix)
        {
            foreach (var (key, value) in level)
            {
                var name = prefix + key;
                if (fields.TryGetValue(name, out var field))
                {
                    if (!Fits(field, value))
                    {
                        yield return $"{Path(name)}: {Wanted(field.Field.Kind)}.";
                    }
                }
                else if (lists.TryGetValue(name, out var list) && value is JsonArray rows)
                {
                    foreach (var problem in rows.SelectMany((row, i) => row is JsonObject inner && i < list.Rows.Count
                        ? Look(inner, $"{name}[{i}].")
                        : [$"{Path(name)}[{i}]: a row is an object with this list's answers, and there are at most {Typed.MostRows}."]))
                    {
                        yield return problem;
                    }
                }
                else if (value is JsonObject inner && fields.Keys.Concat(lists.Keys).Any(known => known.StartsWith(name + ".", StringComparison.Ordinal)))
                {
                    foreach (var problem in Look(inner, name + "."))
                    {
                        yield return problem;
                    }
                }
                else
                {
                    yield return $"{Path(name)}: this form does not ask for it, or not with these answers. Leave it out.";
                }
            }
        }
    }

    // What was given must have come out of the form's boxes as it went in: a date that is none leaves them empty.
    private static bool Fits(BoundField field, JsonNode? value) => (field.Field.Kind, value) switch
    {
        (_, null) => true,
        (FieldKind.Checklist, JsonArray chosen) => chosen.All(node => node is JsonValue),
        (FieldKind.Checklist, _) or (_, not JsonValue) => false,
        (FieldKind.Checkbox, _) => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        (FieldKind.Text or FieldKind.TextArea, _) => value.GetValueKind() == JsonValueKind.String,
        (FieldKind.Number, _) => value.GetValueKind() == JsonValueKind.Number,
        (FieldKind.Date, _) => field.Typed.Date.Day is not null,
        (FieldKind.Time, _) => field.Typed.Time is not null,
        (FieldKind.DateTime, _) => field.Typed.Date.Day is not null && field.Typed.Time is not null,
        _ => true,
    };

    private static string Wanted(FieldKind kind) => kind switch
    {
        FieldKind.Checklist => "give a list of the chosen options",
        FieldKind.Checkbox => "give true or false",
        FieldKind.Number => "give a number",
        FieldKind.Date => "give a date as text, like \"2027-03-27\"",
        FieldKind.Time => "give a time as text, like \"14:30\"",
        FieldKind.DateTime => "give a date and time with its offset as text, like \"2027-03-27T14:30:00+00:00\"",
        FieldKind.Text or FieldKind.TextArea => "give a text",
        _ => "give one of the options",
    };

    private static string Path(string name) => name[Typed.NamePrefix.Length..];

    private static IEnumerable<BoundList> Lists(IEnumerable<BoundItem> items) => items.SelectMany(item => item switch
    {
        BoundList list => [list, .. list.Rows.SelectMany(Lists)],
        BoundGroup group => Lists(group.Items),
        _ => Enumerable.Empty<BoundList>(),
    });
}
