using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Pagination</em>: the page before, the page after, and which of how many this is. Nothing when all fits on one.</summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PaginationTagHelper : TagHelper
{
    private static readonly HtmlString Previous = new("""<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>""");
    private static readonly HtmlString Next = new("""<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>""");

    /// <summary>The page shown, from 1.</summary>
    [HtmlAttributeName("page-number")]
    public int Page { get; set; }

    [HtmlAttributeName("pages")]
    public int Pages { get; set; }

    /// <summary>Where this page begins: the page before it ends there.</summary>
    [HtmlAttributeName("before")]
    public string? Before { get; set; }

    /// <summary>Where this page ends: the page after it begins there.</summary>
    [HtmlAttributeName("after")]
    public string? After { get; set; }

    /// <summary>The address with its filters, to which <c>before</c> or <c>after</c> is added.</summary>
    [HtmlAttributeName("href")]
    public required string Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-pagination govuk-pagination--block");
        output.Attributes.SetAttribute("aria-label", "Pagination");
        var html = new Markup();
        if (Page > 1 && Before is not null)
        {
            Write(html, Page - 1, "before", Before, "prev", "Previous page", Previous);
        }

        if (Page < Pages && After is not null)
        {
            Write(html, Page + 1, "after", After, "next", "Next page", Next);
        }

        output.Content.SetHtmlContent(html);
    }

    private void Write(Markup html, int page, string name, string place, string rel, string title, HtmlString icon) =>
        html.Open("div", ("class", $"govuk-pagination__{rel}"))
            .Open("a", ("class", "govuk-link govuk-pagination__link"), ("rel", rel), ("href", QueryHelpers.AddQueryString(Href, name, place)))
            .Raw(icon)
            .Element("span", title, ("class", "govuk-pagination__link-title"))
            .Element("span", ":", ("class", "govuk-visually-hidden"))
            .Element("span", $"{page} of {Pages}", ("class", "govuk-pagination__link-label"))
            .Close("a").Close("div");
}
