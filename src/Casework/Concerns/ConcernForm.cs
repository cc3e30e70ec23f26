using System.Text.Json.Nodes;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;
using Peninsula.Casework.Workflow;

namespace Peninsula.Casework.Concerns;

/// <summary>The pathway's form for raising a concern, one group a page.</summary>
public sealed class ConcernForm(Engine engine, FormBinder binder)
{
    public const string FormId = "raise-concern";

    private readonly FormSchema _schema = engine.Form(FormId);

    /// <summary>All of it.</summary>
    public FormSchema Schema => _schema;

    /// <summary>What is asked together, in order.</summary>
    public IReadOnlyList<FormGroup> Pages => [.. _schema.Items.OfType<FormGroup>()];

    /// <summary>What stands before the first question.</summary>
    public IReadOnlyList<string> Introduction => [.. _schema.Items.OfType<FormText>().Select(text => text.Text)];

    /// <summary>One page, from 1. What it shows may depend on answers on the others.</summary>
    public BoundForm Page(int number, Typed typed, bool check) =>
        binder.Bind(PageSchema(number), typed, KnownAnswers.Of(Whole(typed, check: false).Values), check);

    public BoundForm Whole(Typed typed, bool check) => binder.Bind(_schema, typed, KnownAnswers.Of([]), check);

    /// <summary>The first page with a wrong or missing answer, or null.</summary>
    public int? FirstWrongPage(Typed typed) =>
        Enumerable.Range(1, Pages.Count).Cast<int?>().FirstOrDefault(page => !Page(page!.Value, typed, check: true).IsValid);

    /// <summary>The answers with those of one page in place of what they were.</summary>
    public Typed With(Typed before, int page, Typed posted) =>
        before.With(posted, new FormSchema("", Pages[page - 1].Items).Fields.Select(field => Typed.NamePrefix + field.Key));

    /// <summary>An untouched form with what is known of whoever raises the concern.</summary>
    public Typed Begin(JsonObject known) => Prefill.From(_schema, known);

    // A page's heading is the group's label, so the group itself is not repeated on it.
    private FormSchema PageSchema(int number) => new(_schema.Id, Pages[number - 1].Items);
}
