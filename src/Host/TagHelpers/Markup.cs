using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Peninsula.Host.TagHelpers;

/// <summary>Writes HTML in which every text and every attribute value is encoded; only <see cref="Raw"/> takes markup as it is.</summary>
public sealed class Markup : IHtmlContent
{
    private readonly StringBuilder _out = new();

    /// <summary>Opens an element. An attribute whose value is null is left out; one whose value is empty stands bare.</summary>
    public Markup Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _out.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            Attribute(name, value);
        }

        _out.Append('>');
        return this;
    }

    public Markup Close(string element)
    {
        _out.Append("</").Append(element).Append('>');
        return this;
    }

    public Markup Text(string? text)
    {
        _out.Append(HtmlEncoder.Default.Encode(text ?? ""));
        return this;
    }

    public Markup Raw(IHtmlContent content)
    {
        using var writer = new StringWriter(_out, CultureInfo.InvariantCulture);
        content.WriteTo(writer, HtmlEncoder.Default);
        return this;
    }

    public Markup Element(string element, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(element, attributes).Text(text).Close(element);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_out);

    public override string ToString() => _out.ToString();

    private void Attribute(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _out.Append(' ').Append(name);
        if (value.Length > 0 || name is "value")
        {
            _out.Append("=\"").Append(HtmlEncoder.Default.Encode(value)).Append('"');
        }
    }
}
