using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Notification banner</em>: what has just happened, or what to know before going on.</summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class NotificationBannerTagHelper : TagHelper
{
    /// <summary>Whether it says that something succeeded: green, and read out at once.</summary>
    [HtmlAttributeName("success")]
    public bool IsSuccess { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", IsSuccess ? "govuk-notification-banner govuk-notification-banner--success" : "govuk-notification-banner");
        output.Attributes.SetAttribute("role", IsSuccess ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", "notification-banner-title");
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        output.Content.SetHtmlContent(new Markup()
            .Open("div", ("class", "govuk-notification-banner__header"))
            .Element("h2", IsSuccess ? "Done" : "Important", ("class", "govuk-notification-banner__title"), ("id", "notification-banner-title"))
            .Close("div")
            .Open("div", ("class", "govuk-notification-banner__content")).Raw(content).Close("div"));
    }
}
