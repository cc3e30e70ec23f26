using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Textarea</em>, and <em>Character count</em> when the text has a greatest length.</summary>
[HtmlTargetElement("govuk-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    [HtmlAttributeName("label")]
    public required string Label { get; set; }

    [HtmlAttributeName("value")]
    public string? Value { get; set; }

    [HtmlAttributeName("rows")]
    public int Rows { get; set; } = 5;

    /// <summary>The most characters that are taken, counted down while typing; null for no limit.</summary>
    [HtmlAttributeName("max-length")]
    public int? MaxLength { get; set; }

    [HtmlAttributeName("readonly")]
    public bool IsReadOnly { get; set; }

    protected override string GroupClass => MaxLength is null ? "" : "govuk-character-count";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        base.Process(context, output);
        if (MaxLength is { } most)
        {
            output.Attributes.SetAttribute("data-module", "govuk-character-count");
            output.Attributes.SetAttribute("data-maxlength", most.ToString(CultureInfo.InvariantCulture));
        }
    }

    protected override void Write(Markup html)
    {
        WriteLabel(html, Label);
        WriteHintAndError(html);
        var described = MaxLength is null ? DescribedBy : string.Join(' ', new[] { DescribedBy, $"{FieldId}-info" }.OfType<string>());
        html.Open("textarea",
                ("class", string.Concat("govuk-textarea", MaxLength is null ? "" : " govuk-js-character-count", Error is null ? "" : " govuk-textarea--error")),
                ("id", FieldId),
                ("name", Name),
                ("rows", Rows.ToString(CultureInfo.InvariantCulture)),
                ("readonly", IsReadOnly ? "" : null),
                ("aria-describedby", described))
            // A browser drops one newline after the tag: without this, a leading newline of the text would be lost.
            .Text("\n" + Value)
            .Close("textarea");
        if (MaxLength is { } most)
        {
            html.Element("div", $"You can enter up to {most.ToString("N0", CultureInfo.InvariantCulture)} characters", ("id", $"{FieldId}-info"), ("class", "govuk-hint govuk-character-count__message"));
        }
    }
}
