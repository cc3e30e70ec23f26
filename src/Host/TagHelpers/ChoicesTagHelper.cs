using Microsoft.AspNetCore.Razor.TagHelpers;
using Peninsula.Casework.Forms;

namespace Peninsula.Host.TagHelpers;

/// <summary>What radios and checkboxes share: a fieldset with one item per choice. The first item has the field's own id.</summary>
public abstract class ChoicesTagHelper : FieldTagHelper
{
    [HtmlAttributeName("legend")]
    public required string Legend { get; set; }

    [HtmlAttributeName("choices")]
    public required IReadOnlyList<Choice> Choices { get; set; }

    /// <summary>Whether the legend is there for screen readers alone, where the page says the same just above.</summary>
    [HtmlAttributeName("hide-legend")]
    public bool HidesLegend { get; set; }

    protected abstract string Block { get; }

    protected abstract string Type { get; }

    protected abstract bool IsChosen(string value);

    protected virtual string ListClass => Block;

    protected override void Write(Markup html)
    {
        OpenFieldset(html, Legend, hidden: HidesLegend);
        WriteHintAndError(html);
        html.Open("div", ("class", ListClass), ("data-module", Block));
        for (var i = 0; i < Choices.Count; i++)
        {
            WriteItem(html, Choices[i], i == 0 ? FieldId : $"{FieldId}-{i + 1}");
        }

        html.Close("div").Close("fieldset");
    }

    private void WriteItem(Markup html, Choice choice, string id)
    {
        var hintId = choice.Hint is null ? null : $"{id}-item-hint";
        html.Open("div", ("class", $"{Block}__item"))
            .Open("input",
                ("class", $"{Block}__input"),
                ("id", id),
                ("name", Name),
                ("type", Type),
                ("value", choice.Value),
                ("checked", IsChosen(choice.Value) ? "" : null),
                ("aria-describedby", hintId))
            .Element("label", choice.Label, ("class", $"govuk-label {Block}__label"), ("for", id));
        if (choice.Hint is not null)
        {
            html.Element("div", choice.Hint, ("id", hintId), ("class", $"govuk-hint {Block}__hint"));
        }

        html.Close("div");
    }
}

/// <summary>GOV.UK <em>Radios</em>: one of a few.</summary>
[HtmlTargetElement("govuk-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    [HtmlAttributeName("value")]
    public string? Value { get; set; }

    /// <summary>Side by side, for two short answers such as yes and no.</summary>
    [HtmlAttributeName("inline")]
    public bool IsInline { get; set; }

    protected override string Block => "govuk-radios";

    protected override string Type => "radio";

    protected override string ListClass => IsInline ? "govuk-radios govuk-radios--inline" : "govuk-radios";

    protected override bool IsChosen(string value) => value == Value;
}

/// <summary>GOV.UK <em>Checkboxes</em>: any of a few.</summary>
[HtmlTargetElement("govuk-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    [HtmlAttributeName("values")]
    public IReadOnlyCollection<string> Values { get; set; } = [];

    protected override string Block => "govuk-checkboxes";

    protected override string Type => "checkbox";

    protected override bool IsChosen(string value) => Values.Contains(value);
}

/// <summary>A single GOV.UK <em>Checkboxes</em> item without a legend: something that is so or is not.</summary>
[HtmlTargetElement("govuk-checkbox", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    [HtmlAttributeName("label")]
    public required string Label { get; set; }

    [HtmlAttributeName("checked")]
    public bool IsChecked { get; set; }

    protected override void Write(Markup html)
    {
        WriteHintAndError(html);
        html.Open("div", ("class", "govuk-checkboxes"), ("data-module", "govuk-checkboxes"))
            .Open("div", ("class", "govuk-checkboxes__item"))
            .Open("input",
                ("class", "govuk-checkboxes__input"),
                ("id", FieldId),
                ("name", Name),
                ("type", "checkbox"),
                ("value", "true"),
                ("checked", IsChecked ? "" : null),
                ("aria-describedby", DescribedBy))
            .Element("label", Label, ("class", "govuk-label govuk-checkboxes__label"), ("for", FieldId))
            .Close("div").Close("div");
    }
}
