using Microsoft.AspNetCore.Razor.TagHelpers;
using Peninsula.Casework.Forms;

namespace Peninsula.Host.TagHelpers;

/// <summary>
/// GOV.UK <em>Date input</em>: a memorable or known date in three boxes, posted as <c>name-day</c>, <c>name-month</c> and
/// <c>name-year</c>. The error summary links to the day, whose id is the field's own.
/// </summary>
[HtmlTargetElement("govuk-date-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateInputTagHelper : FieldTagHelper
{
    [HtmlAttributeName("legend")]
    public required string Legend { get; set; }

    [HtmlAttributeName("parts")]
    public DateParts Parts { get; set; } = DateParts.Empty;

    /// <summary>Whether a fourth box asks for the time of day, posted as <c>name-time</c>.</summary>
    [HtmlAttributeName("has-time")]
    public bool HasTime { get; set; }

    [HtmlAttributeName("time")]
    public string? Time { get; set; }

    protected override void Write(Markup html)
    {
        OpenFieldset(html, Legend, "group");
        WriteHintAndError(html);
        html.Open("div", ("class", "govuk-date-input"));
        WriteBox(html, "day", "Day", Parts.Day, 2);
        WriteBox(html, "month", "Month", Parts.Month, 2);
        WriteBox(html, "year", "Year", Parts.Year, 4);
        if (HasTime)
        {
            WriteBox(html, "time", "Time", Time, 4);
        }

        html.Close("div").Close("fieldset");
    }

    private void WriteBox(Markup html, string part, string label, string? value, int width)
    {
        var id = part == "day" ? FieldId : $"{FieldId}-{part}";
        html.Open("div", ("class", "govuk-date-input__item"))
            .Open("div", ("class", "govuk-form-group"))
            .Element("label", label, ("class", "govuk-label govuk-date-input__label"), ("for", id))
            .Open("input",
                ("class", string.Concat($"govuk-input govuk-date-input__input govuk-input--width-{width}", Error is null ? "" : " govuk-input--error")),
                ("id", id),
                ("name", $"{Name}-{part}"),
                ("type", "text"),
                ("inputmode", part == "time" ? null : "numeric"),
                ("autocomplete", "off"),
                ("value", value))
            .Close("div").Close("div");
    }
}
