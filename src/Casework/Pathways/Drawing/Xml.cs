using System.Globalization;
using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>The names that an edit of a BPMN file touches, and the habits of reading them.</summary>
public static class Xml
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    public static readonly XNamespace Waypoint = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Peninsula = "https://peninsula.example/bpmn/1.0";

    public static string? Id(this XElement element) => (string?)element.Attribute("id");

    public static double Number(this XElement element, string name) =>
        double.TryParse((string?)element.Attribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static void SetNumber(this XElement element, string name, double value) =>
        element.SetAttributeValue(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Sets an attribute, or takes it away when there is nothing to say.</summary>
    public static void Set(this XElement element, XName name, string? value) =>
        element.SetAttributeValue(name, string.IsNullOrWhiteSpace(value) ? null : value.Trim());

    /// <summary>
    /// Adds a child on a line of its own, indented as its siblings are, so that a file under version control shows the change
    /// and nothing else.
    /// </summary>
    public static void AddIndented(this XElement parent, XElement child, XElement? after = null)
    {
        var sibling = after ?? parent.Elements().LastOrDefault();
        if (sibling is not null)
        {
            var indent = sibling.PreviousNode is XText text && string.IsNullOrWhiteSpace(text.Value) ? text.Value : null;
            sibling.AddAfterSelf(indent is null ? [child] : new object[] { new XText(indent), child });
            return;
        }

        var own = parent.PreviousNode is XText outer && string.IsNullOrWhiteSpace(outer.Value) ? outer.Value : "\n";
        parent.RemoveNodes();
        parent.Add(new XText(own + "  "), child, new XText(own));
    }

    /// <summary>Takes an element away together with the white space that stood before it.</summary>
    public static void RemoveIndented(this XElement element)
    {
        if (element.PreviousNode is XText text && string.IsNullOrWhiteSpace(text.Value))
        {
            text.Remove();
        }

        element.Remove();
    }
}
