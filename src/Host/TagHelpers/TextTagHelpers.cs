using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Tag</em>: a status in a word or two. Never colour alone: the text says it.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary><c>grey</c>, <c>green</c>, <c>teal</c>, <c>blue</c>, <c>purple</c>, <c>magenta</c>, <c>red</c>, <c>orange</c> or <c>yellow</c>; null for the default.</summary>
    [HtmlAttributeName("colour")]
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(Colour) ? "govuk-tag" : $"govuk-tag govuk-tag--{Colour}");
    }
}

/// <summary>GOV.UK <em>Inset text</em>: set apart from the text around it.</summary>
[HtmlTargetElement("govuk-inset-text")]
public sealed class InsetTextTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-inset-text");
    }
}

/// <summary>GOV.UK <em>Warning text</em>: what happens if something is not done.</summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-warning-text");
        output.Content.SetHtmlContent(new Markup()
            .Element("span", "!", ("class", "govuk-warning-text__icon"), ("aria-hidden", "true"))
            .Open("strong", ("class", "govuk-warning-text__text"))
            .Element("span", "Warning", ("class", "govuk-visually-hidden")).Raw(content)
            .Close("strong"));
    }
}

/// <summary>GOV.UK <em>Details</em>: what some need to read and most do not.</summary>
[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    [HtmlAttributeName("summary")]
    public required string Summary { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "govuk-details");
        output.Content.SetHtmlContent(new Markup()
            .Open("summary", ("class", "govuk-details__summary"))
            .Element("span", Summary, ("class", "govuk-details__summary-text")).Close("summary")
            .Open("div", ("class", "govuk-details__text")).Raw(content).Close("div"));
    }
}

/// <summary>GOV.UK <em>Phase banner</em>: how far this can be relied on.</summary>
[HtmlTargetElement("govuk-phase-banner")]
public sealed class PhaseBannerTagHelper : TagHelper
{
    [HtmlAttributeName("tag")]
    public required string Tag { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-phase-banner");
        output.Content.SetHtmlContent(new Markup()
            .Open("p", ("class", "govuk-phase-banner__content"))
            .Element("strong", Tag, ("class", "govuk-tag govuk-phase-banner__content__tag"))
            .Open("span", ("class", "govuk-phase-banner__text")).Raw(content).Close("span").Close("p"));
    }
}

/// <summary>GOV.UK <em>Back link</em>: to the question before.</summary>
[HtmlTargetElement("govuk-back-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BackLinkTagHelper : TagHelper
{
    [HtmlAttributeName("href")]
    public required string Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // In a landmark, so that somebody who goes from landmark to landmark does not miss it.
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("aria-label", "Back");
        output.Content.SetHtmlContent(new Markup().Element("a", "Back", ("class", "govuk-back-link"), ("href", Href)));
    }
}
