using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Text input</em>: one line of text.</summary>
[HtmlTargetElement("govuk-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper : FieldTagHelper
{
    [HtmlAttributeName("label")]
    public required string Label { get; set; }

    [HtmlAttributeName("value")]
    public string? Value { get; set; }

    [HtmlAttributeName("type")]
    public string Type { get; set; } = "text";

    /// <summary>What keyboard a phone shows: <c>numeric</c>, <c>decimal</c>, <c>tel</c> ...</summary>
    [HtmlAttributeName("inputmode")]
    public string? InputMode { get; set; }

    /// <summary>Characters that fit: 2, 3, 4, 5, 10, 20 or 30; null for the full width.</summary>
    [HtmlAttributeName("width")]
    public int? Width { get; set; }

    [HtmlAttributeName("prefix")]
    public string? Prefix { get; set; }

    [HtmlAttributeName("suffix")]
    public string? Suffix { get; set; }

    [HtmlAttributeName("readonly")]
    public bool IsReadOnly { get; set; }

    protected override void Write(Markup html)
    {
        WriteLabel(html, Label);
        WriteHintAndError(html);
        var affixed = !string.IsNullOrEmpty(Prefix) || !string.IsNullOrEmpty(Suffix);
        if (affixed)
        {
            html.Open("div", ("class", "govuk-input__wrapper"));
        }

        WriteAffix(html, Prefix, "prefix");
        html.Open("input",
            ("class", string.Concat("govuk-input", Width is null ? "" : $" govuk-input--width-{Width}", Error is null ? "" : " govuk-input--error")),
            ("id", FieldId),
            ("name", Name),
            ("type", Type),
            ("value", Value),
            ("inputmode", string.IsNullOrEmpty(InputMode) ? null : InputMode),
            ("spellcheck", string.IsNullOrEmpty(InputMode) ? null : "false"),
            ("autocomplete", "off"),
            ("readonly", IsReadOnly ? "" : null),
            ("aria-describedby", DescribedBy));
        WriteAffix(html, Suffix, "suffix");
        if (affixed)
        {
            html.Close("div");
        }
    }

    private static void WriteAffix(Markup html, string? text, string kind)
    {
        if (!string.IsNullOrEmpty(text))
        {
            html.Element("div", text, ("class", $"govuk-input__{kind}"), ("aria-hidden", "true"));
        }
    }
}
