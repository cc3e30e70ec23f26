using System.Xml;
using System.Xml.Linq;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>XML read within bounds: no document type, no external entity, a limited size and depth.</summary>
internal static class XmlSource
{
    private const int MaxCharacters = 20_000_000;
    private const int MaxDepth = 256;

    public static XElement Load(string xml)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
        };
        CheckDepth(xml, settings);
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
    }

    public static int Line(this XObject element) => ((IXmlLineInfo)element).LineNumber;

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(e => e.Name.LocalName == name);

    public static XElement? Child(this XElement element, string name) => element.Children(name).FirstOrDefault();

    public static string? ValueOf(this XElement element, string name) => element.Attribute(name)?.Value;

    public static string Required(this XElement element, string name) => element.ValueOf(name) ?? "";

    /// <summary>The text of an element's <c>text</c> child.</summary>
    public static string Text(this XElement element) => element.Child("text")?.Value ?? "";

    private static void CheckDepth(string xml, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                throw new XmlException($"elements nest deeper than {MaxDepth}");
            }
        }
    }
}
