using Microsoft.AspNetCore.Razor.TagHelpers;
using Peninsula.Casework.Forms;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Select</em>: one of many.</summary>
[HtmlTargetElement("govuk-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper : FieldTagHelper
{
    [HtmlAttributeName("label")]
    public required string Label { get; set; }

    [HtmlAttributeName("choices")]
    public required IReadOnlyList<Choice> Choices { get; set; }

    [HtmlAttributeName("value")]
    public string? Value { get; set; }

    /// <summary>The first, empty option; null for none.</summary>
    [HtmlAttributeName("prompt")]
    public string? Prompt { get; set; } = "Select one";

    protected override void Write(Markup html)
    {
        WriteLabel(html, Label);
        WriteHintAndError(html);
        html.Open("select",
            ("class", Error is null ? "govuk-select" : "govuk-select govuk-select--error"),
            ("id", FieldId),
            ("name", Name),
            ("aria-describedby", DescribedBy));
        if (Prompt is not null)
        {
            html.Element("option", Prompt, ("value", ""));
        }

        foreach (var choice in Choices)
        {
            html.Element("option", choice.Label, ("value", choice.Value), ("selected", choice.Value == Value ? "" : null));
        }

        html.Close("select");
    }
}
