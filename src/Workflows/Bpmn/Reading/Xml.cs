using System.Xml;
using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Names of the namespaces that are read, and small steps over elements.</summary>
internal static class Xml
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Peninsula = "https://peninsula.example/bpmn/1.0";

    public static string? Attr(this XElement element, string name) => element.Attribute(name)?.Value;

    public static bool Flag(this XElement element, string name, bool otherwise) =>
        element.Attr(name)?.Trim() switch { "true" or "1" => true, "false" or "0" => false, _ => otherwise };

    public static XElement? Child(this XElement element, string name) => element.Element(Bpmn + name);

    public static IEnumerable<XElement> ChildrenNamed(this XElement element, string name) => element.Elements(Bpmn + name);

    public static IEnumerable<XElement> BpmnChildren(this XElement element) => element.Elements().Where(child => child.Name.Namespace == Bpmn);

    public static XElement? ZeebeChild(this XElement element, string name) => element.Child("extensionElements")?.Element(Zeebe + name);

    public static string? TextOf(this XElement element, string name) =>
        element.Child(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public static int Line(this XElement element) => ((IXmlLineInfo)element).LineNumber;

    /// <summary>A reference is a QName: its prefix names this file's own namespace and says nothing more.</summary>
    public static string Unprefixed(string reference)
    {
        var colon = reference.LastIndexOf(':');
        return (colon < 0 ? reference : reference[(colon + 1)..]).Trim();
    }

    public static IReadOnlyDictionary<string, string> Extensions(this XElement element)
    {
        Dictionary<string, string>? found = null;
        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.Namespace == Peninsula))
        {
            (found ??= [])[attribute.Name.LocalName] = attribute.Value;
        }

        return found ?? FlowNode.NoExtensions;
    }

    public static string? Documentation(this XElement element) =>
        element.TextOf("documentation") is { } text ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;
}
