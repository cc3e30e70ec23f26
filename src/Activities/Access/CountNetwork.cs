namespace Peninsula.Activities.Access;

/// <summary>
/// Tables with one set of rows, as a network in which counts flow in a circle: from the whole to the columns of the first
/// table, through its cells to the rows, through the cells of the second to its columns, and back to the whole. At each node as
/// much leaves as arrives: that is all that the totals tell. What a reader can still think a hidden count to be is then
/// exactly what can flow along it when the shown counts stay as they are.
/// </summary>
internal sealed class CountNetwork
{
    private readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> _tables;
    private readonly List<CountArc> _arcs = [];
    private readonly CountArc[][,] _cells;
    private readonly CountArc[][] _columns;
    private readonly CountArc[] _rows;
    private readonly CountArc _whole;
    private int _nodes;

    /// <param name="tables">One table or two, of the same rows with the same totals.</param>
    public CountNetwork(IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> tables)
    {
        _tables = tables;
        var (height, start, end) = (tables[0].Count, Node(), Node());
        var totals = tables[0].Select(row => row.Sum()).ToArray();
        var into = totals.Select(_ => Node()).ToArray();
        // With one table the rows flow straight back into the whole.
        var from = tables.Count == 1 ? [.. totals.Select(_ => end)] : totals.Select(_ => Node()).ToArray();
        _whole = Arc(end, start, totals.Sum(), isTotal: true);
        _rows = [.. Enumerable.Range(0, height).Select(row => Arc(into[row], from[row], totals[row], isTotal: true))];
        (_cells, _columns) = (new CountArc[tables.Count][,], new CountArc[tables.Count][]);
        for (var table = 0; table < tables.Count; table++)
        {
            Add(table, height, table == 0 ? start : end, table == 0 ? into : from);
        }
    }

    /// <summary>Hides every small count, and what must be hidden with it.</summary>
    /// <param name="threshold">The smallest count that is shown.</param>
    public void Protect(int threshold)
    {
        foreach (var arc in _arcs)
        {
            arc.IsHidden = arc.Count > 0 && arc.Count < threshold;
        }

        // What is hidden for one count may itself have to be protected; each round hides more, or is the last.
        int before;
        do
        {
            before = Hidden().Count;
            foreach (var arc in Hidden())
            {
                Protect(arc, threshold);
            }
        }
        while (Hidden().Count > before);
    }

    /// <summary>The tables, with null for what is hidden.</summary>
    public IReadOnlyList<SuppressedTable> Shown() =>
    [
        .. _tables.Select((rows, table) => new SuppressedTable(
            [.. rows.Select((row, y) => (IReadOnlyList<int?>)[.. row.Select((_, x) => _cells[table][y, x].Shown)])],
            [.. _rows.Select(arc => arc.Shown)],
            [.. _columns[table].Select(arc => arc.Shown)],
            _whole.Shown)),
    ];

    private void Protect(CountArc arc, int threshold)
    {
        var small = arc.Count < threshold;
        var change = new CountChange(_arcs, _nodes);
        if (!small && change.CanFall(arc))
        {
            return;
        }

        foreach (var also in change.Raise(arc, small ? threshold - arc.Count : 1))
        {
            also.IsHidden = true;
        }
    }

    private List<CountArc> Hidden() => [.. _arcs.Where(arc => arc.IsHidden)];

    // The first table flows from its columns into the rows, the second from the rows into its columns.
    private void Add(int table, int height, int whole, int[] rows)
    {
        var counts = _tables[table];
        var width = height == 0 ? 0 : counts[0].Count;
        _cells[table] = new CountArc[height, width];
        _columns[table] = new CountArc[width];
        for (var x = 0; x < width; x++)
        {
            var column = Node();
            _columns[table][x] = Directed(table, whole, column, counts.Sum(row => row[x]), isTotal: true);
            for (var y = 0; y < height; y++)
            {
                _cells[table][y, x] = Directed(table, column, rows[y], counts[y][x], isTotal: false);
            }
        }
    }

    private CountArc Directed(int table, int outer, int inner, int count, bool isTotal) =>
        table == 0 ? Arc(outer, inner, count, isTotal) : Arc(inner, outer, count, isTotal);

    private CountArc Arc(int from, int to, int count, bool isTotal)
    {
        var arc = new CountArc(_arcs.Count, from, to, count, isTotal);
        _arcs.Add(arc);
        return arc;
    }

    private int Node() => _nodes++;
}

/// <summary>A count, as what flows from one node to another.</summary>
internal sealed class CountArc(int index, int from, int to, int count, bool isTotal)
{
    public int Index { get; } = index;

    public int From { get; } = from;

    public int To { get; } = to;

    public int Count { get; } = count;

    public bool IsHidden { get; set; }

    public int? Shown => IsHidden ? null : Count;

    /// <summary>What is lost when it is hidden. A total says more than a cell, and a large count more than a small one.</summary>
    public int Price => (isTotal ? 200 : 20) + Math.Min(Count, 100);
}
