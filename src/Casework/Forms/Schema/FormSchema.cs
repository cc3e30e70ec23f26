using System.Text.Json.Nodes;

namespace Peninsula.Casework.Forms.Schema;

/// <summary>A form-js form, read: what is asked, in order.</summary>
/// <param name="Id">The form's id, by which a task names it.</param>
/// <param name="Items">What stands on it, from the top.</param>
public sealed record FormSchema(string Id, IReadOnlyList<FormItem> Items)
{
    public static FormSchema Empty { get; } = new("", []);

    /// <summary>Every field, those within groups included, those within lists not: a list's row is a scope of its own.</summary>
    public IEnumerable<FormField> Fields => Flatten(Items);

    private static IEnumerable<FormField> Flatten(IEnumerable<FormItem> items) => items.SelectMany(item => item switch
    {
        FormField field => [field],
        FormGroup group => Flatten(group.Items),
        _ => Enumerable.Empty<FormField>(),
    });
}

/// <summary>Something that stands on a form.</summary>
/// <param name="Id">Its id in the schema.</param>
/// <param name="Hide">A FEEL expression that hides it when it is true; null: always shown.</param>
public abstract record FormItem(string Id, string? Hide);

/// <summary>Text to read. May be a FEEL expression, or hold <c>{{ }}</c> with one.</summary>
public sealed record FormText(string Id, string? Hide, string Text) : FormItem(Id, Hide);

/// <summary>Fields that belong together. With a path their values go into a context of that name.</summary>
public sealed record FormGroup(string Id, string? Hide, string? Label, string? Path, IReadOnlyList<FormItem> Items) : FormItem(Id, Hide);

/// <summary>Fields that are asked again for every row; the value is a list of contexts.</summary>
/// <param name="Label">What the rows are together: "Actions".</param>
/// <param name="Entry">What one row is, to be numbered: "Action".</param>
/// <param name="DefaultRows">Rows that an untouched form shows.</param>
/// <param name="CanAddAndRemove">Whether rows can be added and removed.</param>
public sealed record FormList(string Id, string? Hide, string? Label, string Entry, string Path, IReadOnlyList<FormItem> Items, int DefaultRows, bool CanAddAndRemove) : FormItem(Id, Hide);

/// <summary>What kind of answer a field takes.</summary>
public enum FieldKind
{
    Text,
    TextArea,
    Number,
    Select,
    Radio,
    Checkbox,
    Checklist,
    Date,
    Time,
    DateTime,
}

/// <summary>A question and the answers that it takes.</summary>
public sealed record FormField(string Id, string? Hide, string Key, FieldKind Kind, string Label) : FormItem(Id, Hide)
{
    public string? Description { get; init; }

    public FieldRules Rules { get; init; } = FieldRules.None;

    /// <summary>Where the options of a select, radio or checklist come from.</summary>
    public OptionSource Options { get; init; } = OptionSource.None;

    /// <summary>The answer of an untouched field, or null.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Shown and not asked: what is posted for it is not looked at.</summary>
    public bool IsReadOnly { get; init; }

    public string? Prefix { get; init; }

    public string? Suffix { get; init; }

    /// <summary>The product's own properties, such as <c>disclosure</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}

/// <summary>What an answer must be. Null: no such rule.</summary>
public sealed record FieldRules
{
    public static FieldRules None { get; } = new();

    public bool IsRequired { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public int? DecimalDigits { get; init; }

    public string? Pattern { get; init; }

    /// <summary><c>email</c> or <c>phone</c>.</summary>
    public string? Format { get; init; }

    public bool MayNotBePast { get; init; }
}

/// <summary>Where options come from: written in the form, a variable that holds a list, or a FEEL expression that gives one.</summary>
public sealed record OptionSource(IReadOnlyList<FormOption> Fixed, string? Variable = null, string? Expression = null)
{
    public static OptionSource None { get; } = new([]);
}

/// <summary>An option: what is read, and the value that it stands for.</summary>
public sealed record FormOption(string Label, JsonNode Value)
{
    /// <summary>The value as it is posted.</summary>
    public string Posted => Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : Value.ToJsonString();
}
