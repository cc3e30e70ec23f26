using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>
/// Lays a pathway out that came without a drawing: from left to right as the flows lead, a band for each lane, branches below
/// one another. Plain, but complete and without overlaps; a manager can tidy it by hand from there.
/// </summary>
internal static class DiagramLayout
{
    private const double ColumnGap = 60;
    private const double RowHeight = 120;
    private const double PoolLabel = 30;
    private const double Margin = 50;

    /// <summary>Draws everything when nothing is drawn; false when there is a drawing, which then stays as it is.</summary>
    public static bool DrawIfMissing(PathwayDrawing drawing)
    {
        if (drawing.Plane.Boxes.Any())
        {
            return false;
        }

        drawing.Definitions.Elements(Xml.Di + "BPMNDiagram").ToList().ForEach(empty => empty.RemoveIndented());
        var collaboration = drawing.Definitions.Element(Xml.Bpmn + "collaboration");
        var plane = new XElement(Xml.Di + "BPMNPlane",
            new XAttribute("id", drawing.FreeId("plane")), new XAttribute("bpmnElement", (collaboration ?? drawing.Process).Id() ?? ""));
        drawing.Definitions.Add(new XElement(Xml.Di + "BPMNDiagram", new XAttribute("id", drawing.FreeId("diagram")), plane));
        var top = 80.0;
        var pools = collaboration?.Elements(Xml.Bpmn + "participant").ToList() ?? [];
        foreach (var process in drawing.Definitions.Elements(Xml.Bpmn + "process"))
        {
            var pool = pools.FirstOrDefault(participant => (string?)participant.Attribute("processRef") == process.Id());
            top = Process(plane, process, pool, top) + Margin;
        }

        // Pools without a process of their own are drawn empty: messages to them need an end.
        foreach (var empty in pools.Where(participant => participant.Attribute("processRef") is null))
        {
            Shape(plane, empty.Id()!, new Box(100, top, 600, 60), isHorizontal: true);
            top += 60 + Margin;
        }

        Edges(drawing, plane);
        return true;
    }

    private static double Process(XElement plane, XElement process, XElement? pool, double top)
    {
        // Lanes can only be shown inside a pool.
        var lanes = pool is null ? [] : process.Descendants(Xml.Bpmn + "lane").Where(lane => lane.Element(Xml.Bpmn + "childLaneSet") is null).Select(lane => new DrawnLane(lane)).ToList();
        var left = pool is null ? 100 : 100 + (lanes.Count > 0 ? 2 * PoolLabel : PoolLabel);
        var laneOf = lanes.SelectMany((lane, index) => lane.Nodes.Select(node => (node, index))).DistinctBy(pair => pair.node).ToDictionary(pair => pair.node, pair => pair.index, StringComparer.Ordinal);
        var grid = new LayoutGrid(process, node => laneOf.GetValueOrDefault(node), Math.Max(1, lanes.Count));
        grid.Place(plane, left + Margin, top);
        if (pool is null)
        {
            return top + grid.Height;
        }

        var width = left + Margin + grid.Width + Margin - 100;
        Shape(plane, pool.Id()!, new Box(100, top, width, grid.Height), isHorizontal: true);
        for (var i = 0; i < lanes.Count; i++)
        {
            Shape(plane, lanes[i].Id, new Box(100 + PoolLabel, top + grid.BandTop(i), width - PoolLabel, grid.BandHeight(i)), isHorizontal: true);
        }

        // What holds others is drawn beneath them.
        foreach (var holder in plane.Elements(Xml.Di + "BPMNShape").Where(shape => shape.Attribute("isHorizontal") is not null).Reverse().ToList())
        {
            holder.Remove();
            plane.AddFirst(holder);
        }

        return top + grid.Height;
    }

    private static void Edges(PathwayDrawing drawing, XElement plane)
    {
        var flows = drawing.Definitions.Descendants().Where(element => element.Name.Namespace == Xml.Bpmn && element.Name.LocalName is "sequenceFlow" or "messageFlow").Where(element => element.Id() is not null);
        var boxes = drawing.Plane.Boxes.DistinctBy(shape => shape.Id).ToDictionary(shape => shape.Id, shape => shape.Box, StringComparer.Ordinal);
        foreach (var flow in flows)
        {
            if (boxes.TryGetValue((string?)flow.Attribute("sourceRef") ?? "", out var from) && boxes.TryGetValue((string?)flow.Attribute("targetRef") ?? "", out var to))
            {
                plane.Add(new XElement(Xml.Di + "BPMNEdge", new XAttribute("id", $"{flow.Id()}-edge"), new XAttribute("bpmnElement", flow.Id()!),
                    DiagramPlane.Way(from, to).Select(DiagramPlane.Waypoint)));
            }
        }
    }

    internal static void Shape(XElement plane, string id, Box box, bool isHorizontal = false, bool isExpanded = false) =>
        plane.Add(new XElement(Xml.Di + "BPMNShape", new XAttribute("id", $"{id}-shape"), new XAttribute("bpmnElement", id),
            isHorizontal ? new XAttribute("isHorizontal", "true") : null, isExpanded ? new XAttribute("isExpanded", "true") : null, DiagramPlane.Bounds(box)));

    /// <summary>The nodes of one process or sub-process in columns and, band by band, in rows.</summary>
    private sealed class LayoutGrid
    {
        private readonly List<Cell> _cells = [];
        private readonly double[] _columns;
        private readonly double[] _rows;
        private readonly int[] _bandRows;
        private readonly XElement _container;

        public LayoutGrid(XElement container, Func<string, int> bandOf, int bands)
        {
            _container = container;
            var nodes = container.Elements().Where(DrawnStep.IsNode).Where(node => node.Id() is not null).ToList();
            var columns = LayoutColumns.Of(container, nodes);
            var taken = new HashSet<(int Band, int Column, int Row)>();
            var before = container.Elements(Xml.Bpmn + "sequenceFlow").ToLookup(flow => (string?)flow.Attribute("targetRef") ?? "", flow => (string?)flow.Attribute("sourceRef") ?? "");
            var placed = new Dictionary<string, Cell>(StringComparer.Ordinal);
            _bandRows = new int[bands];
            foreach (var node in nodes.Where(node => node.Attribute("attachedToRef") is null).OrderBy(node => columns[node.Id()!]))
            {
                var inner = DrawnStep.IsNode(node) && node.Elements().Any(DrawnStep.IsNode) ? new LayoutGrid(node, _ => 0, 1) : null;
                var band = bandOf(node.Id()!);
                var row = Row(node, band);
                while (!taken.Add((band, columns[node.Id()!], row)))
                {
                    row++;
                }

                _bandRows[band] = Math.Max(_bandRows[band], row + 1);
                placed[node.Id()!] = new Cell(node, band, columns[node.Id()!], row, inner);
                _cells.Add(placed[node.Id()!]);
            }

            for (var band = 0; band < bands; band++)
            {
                _bandRows[band] = Math.Max(1, _bandRows[band]);
            }

            _columns = new double[_cells.Count == 0 ? 1 : _cells.Max(cell => cell.Column) + 1];
            _rows = [.. Enumerable.Repeat(RowHeight, _bandRows.Sum())];
            foreach (var cell in _cells)
            {
                _columns[cell.Column] = Math.Max(_columns[cell.Column], cell.Size.Width);
                _rows[RowIndex(cell)] = Math.Max(_rows[RowIndex(cell)], cell.Size.Height + 40);
            }

            // A step stands in the row of what leads to it, where that is in the same band, so that a path runs straight.
            int Row(XElement node, int band) =>
                before[node.Id()!].Select(placed.GetValueOrDefault).FirstOrDefault(cell => cell?.Band == band)?.Row ?? 0;
        }

        public double Width => _columns.Sum() + (ColumnGap * (_columns.Length - 1));

        public double Height => _rows.Sum();

        public double BandTop(int band) => _rows.Take(_bandRows.Take(band).Sum()).Sum();

        public double BandHeight(int band) => _rows.Skip(_bandRows.Take(band).Sum()).Take(_bandRows[band]).Sum();

        public void Place(XElement plane, double left, double top)
        {
            foreach (var cell in _cells)
            {
                var x = left + _columns.Take(cell.Column).Sum() + (ColumnGap * cell.Column) + ((_columns[cell.Column] - cell.Size.Width) / 2);
                var y = top + _rows.Take(RowIndex(cell)).Sum() + ((_rows[RowIndex(cell)] - cell.Size.Height) / 2);
                var box = new Box(x, y, cell.Size.Width, cell.Size.Height);
                Shape(plane, cell.Node.Id()!, box, isExpanded: cell.Inner is not null);
                cell.Inner?.Place(plane, x + Margin, y + 20);
                var attached = _container.Elements(Xml.Bpmn + "boundaryEvent").Where(element => (string?)element.Attribute("attachedToRef") == cell.Node.Id() && element.Id() is not null).ToList();
                for (var i = 0; i < attached.Count; i++)
                {
                    Shape(plane, attached[i].Id()!, new Box(x + 10 + (i * 40), y + cell.Size.Height - 18, 36, 36));
                }
            }
        }

        private int RowIndex(Cell cell) => _bandRows.Take(cell.Band).Sum() + cell.Row;
    }

    private sealed record Cell(XElement Node, int Band, int Column, int Row, LayoutGrid? Inner)
    {
        public (double Width, double Height) Size => Inner is not null ? (Inner.Width + (2 * Margin), Inner.Height + 40)
            : Node.Name.LocalName.EndsWith("Event", StringComparison.Ordinal) ? (36, 36)
            : Node.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal) ? (50, 50)
            : (100, 80);
    }
}
