using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Button</em>: submits its form, or is a link when it has an address. One primary button a page.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    private static readonly HtmlString StartIcon = new(
        """<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>""");

    /// <summary><c>secondary</c>, <c>warning</c> or <c>inverse</c>; null for the primary button.</summary>
    [HtmlAttributeName("variant")]
    public string? Variant { get; set; }

    [HtmlAttributeName("href")]
    public string? Href { get; set; }

    /// <summary>Whether it starts something: larger, with an arrow.</summary>
    [HtmlAttributeName("start")]
    public bool IsStart { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = string.IsNullOrEmpty(Href) ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", string.Concat("govuk-button", string.IsNullOrEmpty(Variant) ? "" : $" govuk-button--{Variant}", IsStart ? " govuk-button--start" : ""));
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (string.IsNullOrEmpty(Href))
        {
            if (!output.Attributes.ContainsName("type"))
            {
                output.Attributes.SetAttribute("type", "submit");
            }

            // A second click must not send the same answer twice.
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
        }
        else
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
        }

        output.Content.SetHtmlContent(content);
        if (IsStart)
        {
            output.Content.AppendHtml(StartIcon);
        }
    }
}
