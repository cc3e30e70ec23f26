using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>
/// GOV.UK <em>Table</em>. On a narrow screen it scrolls within a region that the keyboard reaches, so that the page itself
/// never does.
/// </summary>
[HtmlTargetElement("govuk-table")]
public sealed class TableTagHelper : TagHelper
{
    [HtmlAttributeName("caption")]
    public required string Caption { get; set; }

    /// <summary>Size of the caption: s, m, l or xl.</summary>
    [HtmlAttributeName("size")]
    public string Size { get; set; } = "m";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "app-scroll");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", Caption);
        output.Attributes.SetAttribute("tabindex", "0");
        output.Content.SetHtmlContent(new Markup()
            .Open("table", ("class", "govuk-table"))
            .Element("caption", Caption, ("class", $"govuk-table__caption govuk-table__caption--{Size}"))
            .Raw(content)
            .Close("table"));
    }
}
