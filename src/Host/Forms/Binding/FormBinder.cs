using System.Text.Json.Nodes;
using NodaTime;
using Peninsula.Host.Forms.Schema;

namespace Peninsula.Host.Forms.Binding;

/// <summary>
/// Puts a form and what was typed together. What is hidden is neither shown, nor checked, nor part of the values; whether
/// something is hidden may depend on other answers, so that is worked out until it no longer changes.
/// </summary>
public sealed class FormBinder(IFormExpressions expressions, IClock clock)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>Hiding one field may show another; a form that goes on changing after this many rounds contradicts itself.</summary>
    private const int MostRounds = 8;

    private readonly AnswerParser _parser = new(Zone);

    /// <summary>The form as it is shown first: with what the case knows already.</summary>
    public BoundForm Open(FormSchema schema, JsonObject known) => Bind(schema, Prefill.From(schema, known), known, check: false);

    /// <summary>The form with what was typed.</summary>
    /// <param name="known">The variables of the case: expressions see them, and read-only fields show them.</param>
    /// <param name="check">Whether wrong answers are marked; a draft may be as wrong as it likes.</param>
    public BoundForm Bind(FormSchema schema, Typed typed, JsonObject known, bool check)
    {
        var rules = new AnswerRules(clock.GetCurrentInstant().InZone(Zone).Date);
        var scope = (JsonObject)known.DeepClone();
        var form = Pass(schema, typed, known, scope, check, rules);
        for (var round = 1; round < MostRounds; round++)
        {
            var next = Merge(known, schema, form.Values);
            if (JsonNode.DeepEquals(next, scope))
            {
                break;
            }

            scope = next;
            form = Pass(schema, typed, known, scope, check, rules);
        }

        return form;
    }

    private BoundForm Pass(FormSchema schema, Typed typed, JsonObject known, JsonObject scope, bool check, AnswerRules rules)
    {
        var pass = new FormPass(expressions, _parser, rules, typed, check);
        var values = new JsonObject();
        var items = pass.Bind(schema.Items, Typed.NamePrefix, known, scope, values);
        return new BoundForm(items, pass.Errors, values);
    }

    // A key of the form that has no answer now must not shine through from what the case knew before.
    private static JsonObject Merge(JsonObject known, FormSchema schema, JsonObject values)
    {
        var merged = (JsonObject)known.DeepClone();
        foreach (var field in schema.Fields.Where(field => !field.IsReadOnly))
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
