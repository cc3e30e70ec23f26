using System.Text.Json.Nodes;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms.Binding;

/// <summary>A form with its answers: what to show, what is wrong, and the variables that it gives.</summary>
/// <param name="Items">What is visible, in order.</param>
/// <param name="Errors">What is wrong, in the order of the page; empty when the answers were not checked.</param>
/// <param name="Values">The variables of what is visible, typed. Only meaningful without errors.</param>
public sealed record BoundForm(IReadOnlyList<BoundItem> Items, IReadOnlyList<FieldError> Errors, JsonObject Values)
{
    public bool IsValid => Errors.Count == 0;

    /// <summary>The visible fields, rows of lists included.</summary>
    public IEnumerable<BoundField> Fields => Flatten(Items);

    private static IEnumerable<BoundField> Flatten(IEnumerable<BoundItem> items) => items.SelectMany(item => item switch
    {
        BoundField field => [field],
        BoundGroup group => Flatten(group.Items),
        BoundList list => list.Rows.SelectMany(Flatten),
        _ => Enumerable.Empty<BoundField>(),
    });
}

/// <summary>Something visible on a form.</summary>
public abstract record BoundItem
{
    /// <summary>The item's id in the schema: the same whatever else is shown.</summary>
    public string SchemaId { get; init; } = "";
}

public sealed record BoundText(string Text) : BoundItem;

public sealed record BoundGroup(string? Label, IReadOnlyList<BoundItem> Items) : BoundItem;

public sealed record BoundList(string Name, string? Label, string Entry, IReadOnlyList<IReadOnlyList<BoundItem>> Rows, bool CanAddAndRemove) : BoundItem;

/// <summary>A field as it is shown.</summary>
/// <param name="Name">The name of its control; its id follows from it.</param>
/// <param name="Typed">What was typed, by part for a date.</param>
/// <param name="Error">What is wrong with it, or null.</param>
public sealed record BoundField(FormField Field, string Name, string Label, string? Hint, IReadOnlyList<Choice> Choices, TypedAnswer Typed, string? Error) : BoundItem
{
    public string Id => FieldIds.For(Name);
}

/// <summary>What stands in a field's controls.</summary>
public sealed record TypedAnswer(string? Text, IReadOnlyList<string> Chosen, DateParts Date, string? Time)
{
    public static TypedAnswer Read(Typed typed, string name) => new(
        typed.One(name),
        typed.All(name),
        new DateParts(typed.One(name + "-day"), typed.One(name + "-month"), typed.One(name + "-year")),
        typed.One(name + "-time"));
}
