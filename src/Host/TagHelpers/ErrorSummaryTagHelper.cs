using Microsoft.AspNetCore.Razor.TagHelpers;
using Peninsula.Casework.Forms;

namespace Peninsula.Host.TagHelpers;

/// <summary>GOV.UK <em>Error summary</em>: everything that is wrong, at the top, each linked to its field. Nothing when nothing is.</summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [HtmlAttributeName("errors")]
    public required IReadOnlyCollection<FieldError> Errors { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        var html = new Markup()
            .Open("div", ("role", "alert"))
            .Element("h2", "There is a problem", ("class", "govuk-error-summary__title"))
            .Open("div", ("class", "govuk-error-summary__body"))
            .Open("ul", ("class", "govuk-list govuk-error-summary__list"));
        foreach (var error in Errors)
        {
            html.Open("li").Element("a", error.Message, ("href", "#" + error.FieldId)).Close("li");
        }

        output.Content.SetHtmlContent(html.Close("ul").Close("div").Close("div"));
    }
}
