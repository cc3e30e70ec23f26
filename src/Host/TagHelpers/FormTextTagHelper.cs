using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Peninsula.Host.TagHelpers;

/// <summary>
/// A form's <em>text</em>: paragraphs, bulleted lines, headings, bold and emphasis of Markdown. Everything else is text and
/// encoded: neither markup nor links come out of a form.
/// </summary>
[HtmlTargetElement("form-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class FormTextTagHelper : TagHelper
{
    [HtmlAttributeName("text")]
    public required string Text { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var html = new Markup();
        foreach (var block in Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            WriteBlock(html, block.Split('\n', StringSplitOptions.TrimEntries));
        }

        output.Content.SetHtmlContent(html);
    }

    private static void WriteBlock(Markup html, string[] lines)
    {
        if (lines.All(line => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal)))
        {
            html.Open("ul", ("class", "govuk-list govuk-list--bullet"));
            foreach (var line in lines)
            {
                WriteInline(html.Open("li"), line[2..]).Close("li");
            }

            html.Close("ul");
        }
        else if (lines[0].StartsWith('#'))
        {
            html.Element("h2", lines[0].TrimStart('#', ' '), ("class", "govuk-heading-m"));
            if (lines.Length > 1)
            {
                WriteBlock(html, lines[1..]);
            }
        }
        else
        {
            WriteInline(html.Open("p", ("class", "govuk-body app-prose")), string.Join('\n', lines)).Close("p");
        }
    }

    private static Markup WriteInline(Markup html, string text)
    {
        var from = 0;
        foreach (Match match in Emphasis().Matches(text))
        {
            html.Text(text[from..match.Index]);
            var element = match.Groups[1].Success ? "strong" : "em";
            html.Element(element, match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value);
            from = match.Index + match.Length;
        }

        return html.Text(text[from..]);
    }

    [GeneratedRegex(@"\*\*([^*\n]+)\*\*|\*([^*\n]+)\*")]
    private static partial Regex Emphasis();
}
