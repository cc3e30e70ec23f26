using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Summary list</em>: what is known, key by key.</summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", "govuk-summary-list");
    }
}

/// <summary>A row of a GOV.UK <em>Summary list</em>; its content is the value.</summary>
[HtmlTargetElement("govuk-summary-row", ParentTag = "govuk-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    [HtmlAttributeName("key")]
    public required string Key { get; set; }

    /// <summary>Where the value can be changed, or null.</summary>
    [HtmlAttributeName("change")]
    public string? Change { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-summary-list__row");
        var html = new Markup()
            .Element("dt", Key, ("class", "govuk-summary-list__key"))
            .Open("dd", ("class", "govuk-summary-list__value")).Raw(content).Close("dd");
        if (!string.IsNullOrEmpty(Change))
        {
            html.Open("dd", ("class", "govuk-summary-list__actions"))
                .Open("a", ("class", "govuk-link"), ("href", Change)).Text("Change")
                .Element("span", " " + Key, ("class", "govuk-visually-hidden")).Close("a").Close("dd");
        }

        output.Content.SetHtmlContent(html);
    }
}
