using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>A place on the drawing, in its units.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>Where something is drawn, in the drawing's units.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Middle => Y + (Height / 2);

    public double Centre => X + (Width / 2);
}

/// <summary>The layout of a BPMN file: shapes and edges by the element that they draw.</summary>
public sealed class DiagramPlane(XElement definitions)
{
    private XElement? Plane => definitions.Descendants(Xml.Di + "BPMNPlane").FirstOrDefault();

    public bool IsDrawn => Plane is not null;

    public Box? BoxOf(string id) => Shape(id) is { } shape ? Read(shape) : null;

    /// <summary>Everything drawn, by the element's id.</summary>
    public IEnumerable<(string Id, Box Box)> Boxes =>
        from shape in Shapes
        let id = (string?)shape.Attribute("bpmnElement")
        let box = Read(shape)
        where id is not null && box is not null
        select (id, box.Value);

    public void AddShape(string id, Box box) => Plane?.AddIndented(
        new XElement(Xml.Di + "BPMNShape", new XAttribute("id", $"{id}-shape"), new XAttribute("bpmnElement", id), Bounds(box)),
        Shapes.LastOrDefault());

    public void AddEdge(string flowId, IEnumerable<Point> points) => Plane?.AddIndented(
        new XElement(Xml.Di + "BPMNEdge", new XAttribute("id", $"{flowId}-edge"), new XAttribute("bpmnElement", flowId), points.Select(Waypoint)));

    public void Route(string flowId, IEnumerable<Point> points)
    {
        if (Edge(flowId) is not { } edge)
        {
            AddEdge(flowId, points);
            return;
        }

        edge.Elements(Xml.Waypoint + "waypoint").ToList().ForEach(point => point.RemoveIndented());
        // A label belongs to the way that the edge had; the drawing tool places it anew.
        edge.Element(Xml.Di + "BPMNLabel")?.RemoveIndented();
        edge.Add(points.Select(Waypoint));
    }

    public void Remove(string id)
    {
        Shape(id)?.RemoveIndented();
        Edge(id)?.RemoveIndented();
    }

    public void Place(string id, Box box)
    {
        if (Shape(id)?.Element(Xml.Dc + "Bounds") is { } bounds)
        {
            bounds.ReplaceWith(Bounds(box));
            Shape(id)!.Element(Xml.Di + "BPMNLabel")?.RemoveIndented();
        }
    }

    /// <summary>Makes room: what begins at or right of <paramref name="x"/> moves right, and what reaches over it and holds others grows.</summary>
    public void MakeRoom(double x, double width, Func<string, bool> isContainer)
    {
        foreach (var shape in Shapes.ToList())
        {
            var bounds = shape.Element(Xml.Dc + "Bounds");
            if (bounds is null)
            {
                continue;
            }

            if (bounds.Number("x") >= x)
            {
                foreach (var box in shape.Descendants(Xml.Dc + "Bounds"))
                {
                    box.SetNumber("x", box.Number("x") + width);
                }
            }
            else if (bounds.Number("x") + bounds.Number("width") >= x && isContainer((string?)shape.Attribute("bpmnElement") ?? ""))
            {
                bounds.SetNumber("width", bounds.Number("width") + width);
            }
        }

        foreach (var edge in Plane?.Elements(Xml.Di + "BPMNEdge") ?? [])
        {
            foreach (var at in edge.Elements(Xml.Waypoint + "waypoint").Concat(edge.Descendants(Xml.Dc + "Bounds")).Where(at => at.Number("x") >= x))
            {
                at.SetNumber("x", at.Number("x") + width);
            }
        }
    }

    /// <summary>A way with right angles from the right side of one shape to the left side of another.</summary>
    public static IEnumerable<Point> Way(Box from, Box to)
    {
        yield return new Point(from.Right, from.Middle);
        if (Math.Abs(from.Middle - to.Middle) > 0.5)
        {
            // Just before the target, where the columns leave a gap.
            var turn = to.X > from.Right ? Math.Max(from.Right + 10, to.X - 25) : from.Right + 20;
            yield return new Point(turn, from.Middle);
            yield return new Point(turn, to.Middle);
        }

        yield return new Point(to.X, to.Middle);
    }

    private static Box? Read(XElement shape) => shape.Element(Xml.Dc + "Bounds") is { } bounds
        ? new Box(bounds.Number("x"), bounds.Number("y"), bounds.Number("width"), bounds.Number("height"))
        : null;

    private IEnumerable<XElement> Shapes => Plane?.Elements(Xml.Di + "BPMNShape") ?? [];

    private XElement? Shape(string id) => Shapes.FirstOrDefault(shape => (string?)shape.Attribute("bpmnElement") == id);

    private XElement? Edge(string id) => Plane?.Elements(Xml.Di + "BPMNEdge").FirstOrDefault(edge => (string?)edge.Attribute("bpmnElement") == id);

    internal static XElement Bounds(Box box)
    {
        var bounds = new XElement(Xml.Dc + "Bounds");
        bounds.SetNumber("x", box.X);
        bounds.SetNumber("y", box.Y);
        bounds.SetNumber("width", box.Width);
        bounds.SetNumber("height", box.Height);
        return bounds;
    }

    internal static XElement Waypoint(Point point)
    {
        var waypoint = new XElement(Xml.Waypoint + "waypoint");
        waypoint.SetNumber("x", point.X);
        waypoint.SetNumber("y", point.Y);
        return waypoint;
    }
}
