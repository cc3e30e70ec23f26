using System.Text.Json.Nodes;
using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>
/// Puts a form and what was typed together. What is hidden is neither shown, nor checked, nor part of the values; whether
/// something is hidden may depend on other answers, so that is worked out until it no longer changes.
/// </summary>
public sealed class FormBinder(IFormExpressions expressions, IClock clock)
{
    private static readonly DateTimeZone Zone = WorkingCalendar.Standard.Zone;

    /// <summary>Hiding one field may show another; a form that goes on changing after this many rounds contradicts itself.</summary>
    private const int MostRounds = 8;

    private readonly AnswerParser _parser = new(Zone);

    /// <summary>The form as it is shown first: with what the case knows already and its reader may know.</summary>
    public BoundForm Open(FormSchema schema, KnownAnswers known) => Bind(schema, Prefill.From(schema, known.Open), known, check: false);

    /// <summary>The form with what was typed.</summary>
    /// <param name="known">The variables of the case.</param>
    /// <param name="check">Whether wrong answers are marked; a draft may be as wrong as it likes.</param>
    public BoundForm Bind(FormSchema schema, Typed typed, KnownAnswers known, bool check)
    {
        var rules = new AnswerRules(clock.GetCurrentInstant().InZone(Zone).Date);
        var scope = new FormScope(known.Open, known.All, known.Open);
        var form = Pass(schema, typed, known, scope, check, rules);
        for (var round = 1; round < MostRounds; round++)
        {
            var next = Merge(known.All, known, schema, form.Values);
            if (JsonNode.DeepEquals(next, scope.All))
            {
                break;
            }

            // What this form asks is its reader's own to see, whatever its class.
            scope = new FormScope(known.Open, next, Merge(known.Open, known, schema, form.Values));
            form = Pass(schema, typed, known, scope, check, rules);
        }

        return form;
    }

    private BoundForm Pass(FormSchema schema, Typed typed, KnownAnswers known, FormScope scope, bool check, AnswerRules rules)
    {
        var pass = new FormBinding(expressions, _parser, rules, typed, known, check);
        var values = new JsonObject();
        var items = pass.Bind(schema.Items, Typed.NamePrefix, scope, values);
        return new BoundForm(items, pass.Errors, values);
    }

    // A key of the form that has no answer now must not shine through from what the case knew before, unless its reader
    // could not see that answer: then it stands.
    private static JsonObject Merge(JsonObject before, KnownAnswers known, FormSchema schema, JsonObject values)
    {
        var merged = (JsonObject)before.DeepClone();
        foreach (var field in schema.Fields.Where(field => !field.IsReadOnly && !known.Hides(field.Key)))
        {
            merged.Remove(field.Key);
        }

        foreach (var (name, value) in values)
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
