using System.Text.Json.Nodes;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>One walk over a form: builds what is visible, collects values and errors.</summary>
internal sealed class FormBinding(IFormExpressions expressions, AnswerParser parser, AnswerRules rules, Typed typed, KnownAnswers known, bool check)
{
    internal List<FieldError> Errors { get; } = [];

    /// <param name="name">What the names of the controls at this level begin with.</param>
    /// <param name="scope">What this level sees.</param>
    /// <param name="values">Where values at this level go.</param>
    internal List<BoundItem> Bind(IReadOnlyList<FormItem> items, string name, FormScope scope, JsonObject values)
    {
        var bound = new List<BoundItem>();
        foreach (var item in items.Where(item => item.Hide is not { } hide || !expressions.IsTrue(hide, scope.All)))
        {
            BoundItem shown = item switch
            {
                FormText text => new BoundText(expressions.Fill(text.Text, scope.Shown)),
                FormField field => BindField(field, name + field.Key, scope, values),
                FormGroup group => BindGroup(group, name, scope, values),
                FormList list => BindList(list, name + list.Path, scope, values),
                _ => throw new InvalidOperationException($"'{item.Id}' is of a kind that cannot be bound."),
            };
            bound.Add(shown with { SchemaId = item.Id });
        }

        return bound;
    }

    private BoundGroup BindGroup(FormGroup group, string name, FormScope scope, JsonObject values)
    {
        var label = group.Label is { } text ? expressions.Fill(text, scope.Shown) : null;
        if (group.Path is not { } path)
        {
            return new BoundGroup(label, Bind(group.Items, name, scope, values));
        }

        var inner = new JsonObject();
        var items = Bind(group.Items, $"{name}{path}.", scope.Inside(path), inner);
        values[path] = inner;
        return new BoundGroup(label, items);
    }

    private BoundList BindList(FormList list, string name, FormScope scope, JsonObject values)
    {
        var rows = new List<IReadOnlyList<BoundItem>>();
        var array = new JsonArray();
        for (var row = 0; row < (typed.Rows(name) ?? list.DefaultRows); row++)
        {
            var inner = new JsonObject();
            rows.Add(Bind(list.Items, $"{name}[{row}].", scope.Row(list.Path, row), inner));
            array.Add(inner);
        }

        values[list.Path] = array;
        return new BoundList(name, list.Label is { } text ? expressions.Fill(text, scope.Shown) : null, list.Entry, rows, list.CanAddAndRemove);
    }

    private BoundField BindField(FormField field, string name, FormScope scope, JsonObject values)
    {
        var worded = field with { Label = expressions.Fill(field.Label, scope.Shown) };
        var hint = field.Description is { } description ? expressions.Fill(description, scope.Shown) : null;
        var options = Options(field.Options, scope.Shown);
        IReadOnlyList<Choice> choices = [.. options.Select(option => new Choice(option.Posted, option.Label))];
        if (field.IsReadOnly)
        {
            return new BoundField(worded, name, worded.Label, hint, choices, Prefill.Answer(field, scope.Known[field.Key]), null);
        }

        var answer = TypedAnswer.Read(typed, name);
        var parsed = parser.Parse(worded, options, answer);
        // What is not said does not take back an answer that could not be seen.
        var stands = parsed.Problem is null && IsUnsaid(parsed.Value) && name == Typed.NamePrefix + field.Key && known.Hides(field.Key);
        if (!stands)
        {
            // Every visible key is set, with null where nothing was said: an answer that was taken back is taken back.
            values[field.Key] = parsed.Value?.DeepClone();
        }

        var error = check && !stands ? parsed.Problem ?? rules.Check(worded, parsed.Value) : null;
        if (error is not null)
        {
            Errors.Add(new FieldError(FieldIds.For(name), error));
        }

        return new BoundField(worded, name, worded.Label, hint, choices, answer, error);
    }

    // A box that is not ticked and a list with nothing chosen are posted as no answer at all.
    private static bool IsUnsaid(JsonNode? value) => value switch
    {
        null => true,
        JsonArray chosen => chosen.Count == 0,
        _ => value.GetValueKind() == System.Text.Json.JsonValueKind.False,
    };

    private IReadOnlyList<FormOption> Options(OptionSource source, JsonObject scope)
    {
        if (source.Expression is { } expression)
        {
            return FormOptions.From(expressions.Evaluate(expression, scope));
        }

        return source.Variable is { } variable ? FormOptions.From(scope[variable]) : source.Fixed;
    }
}
