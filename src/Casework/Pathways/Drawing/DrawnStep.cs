using System.Xml.Linq;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>One node of a drawing, with what a manager sets on it. Setting changes the drawing.</summary>
public sealed record DrawnStep(PathwayDrawing Drawing, XElement Element)
{
    private static readonly ILookup<ElementGroup, string> Kinds = ElementKind.FlowNodes.ToLookup(kind => kind.Group, kind => kind.Element);

    private static readonly HashSet<string> Nodes = [.. ElementKind.FlowNodes.Select(kind => kind.Element)];

    public static bool IsNode(XElement element) => element.Name.Namespace == Xml.Bpmn && Nodes.Contains(element.Name.LocalName);

    public string Id => Element.Id() ?? "";

    /// <summary>The element's kind as BPMN names it.</summary>
    public string Kind => Element.Name.LocalName;

    public bool IsTask => Kind is "userTask" or "manualTask" or "task";

    public bool IsGateway => Kinds[ElementGroup.Gateway].Contains(Kind);

    public bool IsEvent => Kinds[ElementGroup.Event].Contains(Kind);

    public bool IsContainer => Kinds[ElementGroup.SubProcess].Contains(Kind);

    /// <summary>How deep in sub-processes it stands; 0 in the process itself.</summary>
    public int Depth => Element.Ancestors().Count(IsNode);

    public string? Name
    {
        get => (string?)Element.Attribute("name");
        set => Element.Set("name", value);
    }

    /// <summary>Why the step is asked for: people see it above the form.</summary>
    public string? Why
    {
        get => Element.Element(Xml.Bpmn + "documentation")?.Value.Trim();
        set => SetWhy(value?.Trim());
    }

    public string? Deadline
    {
        get => (string?)Element.Attribute(Xml.Peninsula + "deadline");
        set => Element.Set(Xml.Peninsula + "deadline", value);
    }

    public string? Ladder
    {
        get => (string?)Element.Attribute(Xml.Peninsula + "ladder");
        set => Element.Set(Xml.Peninsula + "ladder", value);
    }

    public string? Principle
    {
        get => (string?)Element.Attribute(Xml.Peninsula + "principle");
        set => Element.Set(Xml.Peninsula + "principle", value);
    }

    public string? Disclosure
    {
        get => (string?)Element.Attribute(Xml.Peninsula + "disclosure");
        set => Element.Set(Xml.Peninsula + "disclosure", value);
    }

    public string? Form
    {
        get => (string?)Extension("formDefinition")?.Attribute("formId");
        set => SetExtension("formDefinition", "formId", value);
    }

    public DrawnLane? Lane => Drawing.LaneOf(Element);

    /// <summary>The duration or time that a timer event waits for, or null.</summary>
    public string? Wait => Element.Element(Xml.Bpmn + "timerEventDefinition")?.Elements().FirstOrDefault()?.Value.Trim();

    private XElement? Extension(string name) => Element.Element(Xml.Bpmn + "extensionElements")?.Element(Xml.Zeebe + name);

    private void SetWhy(string? text)
    {
        var standing = Element.Element(Xml.Bpmn + "documentation");
        if (string.IsNullOrEmpty(text))
        {
            standing?.RemoveIndented();
        }
        else if (standing is not null)
        {
            standing.Value = text;
        }
        else
        {
            AddFirst(new XElement(Xml.Bpmn + "documentation", text));
        }
    }

    private void SetExtension(string name, string attribute, string? value)
    {
        var standing = Extension(name);
        if (string.IsNullOrWhiteSpace(value))
        {
            standing?.RemoveIndented();
            return;
        }

        if (standing is not null)
        {
            standing.Set(attribute, value);
            return;
        }

        var extensions = Element.Element(Xml.Bpmn + "extensionElements");
        if (extensions is null)
        {
            extensions = new XElement(Xml.Bpmn + "extensionElements");
            AddAfterDocumentation(extensions);
        }

        extensions.AddIndented(new XElement(Xml.Zeebe + name, new XAttribute(attribute, value.Trim())));
    }

    private void AddAfterDocumentation(XElement child)
    {
        if (Element.Element(Xml.Bpmn + "documentation") is { } documentation)
        {
            Element.AddIndented(child, documentation);
        }
        else
        {
            AddFirst(child);
        }
    }

    // The schema wants documentation before extensions, and both before all else.
    private void AddFirst(XElement child)
    {
        if (Element.Elements().FirstOrDefault() is { } first)
        {
            var indent = first.PreviousNode is XText text && string.IsNullOrWhiteSpace(text.Value) ? text.Value : "";
            first.AddBeforeSelf(child, new XText(indent));
        }
        else
        {
            Element.AddIndented(child);
        }
    }
}
