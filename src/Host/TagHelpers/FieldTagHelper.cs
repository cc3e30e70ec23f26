using Microsoft.AspNetCore.Razor.TagHelpers;
using Peninsula.Casework.Forms;

namespace Peninsula.Host.TagHelpers;

/// <summary>
/// What every GOV.UK form field has: label, hint and error message, with the ids by which the control is described and to
/// which the error summary links.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The name that is posted.</summary>
    [HtmlAttributeName("name")]
    public required string Name { get; set; }

    /// <summary>The control's id; made from the name unless given.</summary>
    [HtmlAttributeName("id")]
    public string? Id { get; set; }

    [HtmlAttributeName("hint")]
    public string? Hint
    {
        get;
        // Razor hands over an empty text for a null.
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>What is wrong, in plain words; null when nothing is.</summary>
    [HtmlAttributeName("error")]
    public string? Error
    {
        get;
        // Razor hands over an empty text for a null.
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Size of the label or legend: s, m, l or xl; null for ordinary text.</summary>
    [HtmlAttributeName("size")]
    public string? Size
    {
        get;
        // Razor hands over an empty text for a null.
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Whether the label or legend is the page's heading, as on a page that asks one thing.</summary>
    [HtmlAttributeName("page-heading")]
    public bool IsPageHeading { get; set; }

    protected string FieldId => Id ?? FieldIds.For(Name);

    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Hint is null ? null : $"{FieldId}-hint", Error is null ? null : $"{FieldId}-error" }.OfType<string>());
            return ids.Length == 0 ? null : ids;
        }
    }

    protected abstract void Write(Markup html);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"govuk-form-group {GroupClass}{(Error is null ? "" : " govuk-form-group--error")}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd());
        var html = new Markup();
        Write(html);
        output.Content.SetHtmlContent(html);
    }

    protected virtual string GroupClass => "";

    protected void WriteHintAndError(Markup html)
    {
        if (Hint is not null)
        {
            html.Element("div", Hint, ("class", "govuk-hint"), ("id", $"{FieldId}-hint"));
        }

        if (Error is not null)
        {
            html.Open("p", ("id", $"{FieldId}-error"), ("class", "govuk-error-message"))
                .Element("span", "Error:", ("class", "govuk-visually-hidden")).Text(" " + Error)
                .Close("p");
        }
    }

    protected void WriteLabel(Markup html, string label)
    {
        if (IsPageHeading)
        {
            html.Open("h1", ("class", "govuk-label-wrapper"));
        }

        html.Element("label", label, ("class", Sized("govuk-label")), ("for", FieldId));
        if (IsPageHeading)
        {
            html.Close("h1");
        }
    }

    protected void OpenFieldset(Markup html, string legend, string? role = null, bool hidden = false)
    {
        html.Open("fieldset", ("class", "govuk-fieldset"), ("role", role), ("aria-describedby", DescribedBy))
            .Open("legend", ("class", Sized("govuk-fieldset__legend") + (hidden ? " govuk-visually-hidden" : "")));
        if (IsPageHeading)
        {
            html.Element("h1", legend, ("class", "govuk-fieldset__heading"));
        }
        else
        {
            html.Text(legend);
        }

        html.Close("legend");
    }

    private string Sized(string block)
    {
        var size = Size ?? (IsPageHeading ? "l" : null);
        return size is null ? block : $"{block} {block}--{size}";
    }
}
