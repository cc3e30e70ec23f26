using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>A lane, and the agency function that does what is drawn in it.</summary>
public sealed record DrawnLane(XElement Element)
{
    public string Id => Element.Id() ?? "";

    public string Name => (string?)Element.Attribute("name") ?? Agency ?? Id;

    public string? Agency => (string?)Element.Attribute(Xml.Peninsula + "agency");

    public IEnumerable<string> Nodes => References.Select(reference => reference.Value.Trim());

    public bool Holds(string nodeId) => References.Any(reference => reference.Value.Trim() == nodeId);

    public void Add(string nodeId) => Element.AddIndented(new XElement(Xml.Bpmn + "flowNodeRef", nodeId), References.LastOrDefault());

    public void Remove(string nodeId) => References.FirstOrDefault(reference => reference.Value.Trim() == nodeId)?.RemoveIndented();

    private IEnumerable<XElement> References => Element.Elements(Xml.Bpmn + "flowNodeRef");
}
