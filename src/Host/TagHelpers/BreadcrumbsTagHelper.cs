using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>A step of the way to a page.</summary>
public sealed record Crumb(string Text, string Href);

/// <summary>GOV.UK <em>Breadcrumbs</em>: where the page lies.</summary>
[HtmlTargetElement("govuk-breadcrumbs", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    [HtmlAttributeName("crumbs")]
    public required IReadOnlyList<Crumb> Crumbs { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-breadcrumbs");
        output.Attributes.SetAttribute("aria-label", "Breadcrumb");
        var html = new Markup().Open("ol", ("class", "govuk-breadcrumbs__list"));
        foreach (var crumb in Crumbs)
        {
            html.Open("li", ("class", "govuk-breadcrumbs__list-item"))
                .Element("a", crumb.Text, ("class", "govuk-breadcrumbs__link"), ("href", crumb.Href)).Close("li");
        }

        output.Content.SetHtmlContent(html.Close("ol"));
    }
}
