namespace Peninsula.Activities.Access;

/// <summary>
/// Other counts that a reader may think to be the true ones: those that differ where counts are hidden and keep every total.
/// A hidden count stays at least 1, since a zero would have been shown.
/// </summary>
internal sealed class CountChange(IReadOnlyList<CountArc> arcs, int nodes)
{
    private readonly int[] _counts = [.. arcs.Select(arc => arc.Count)];

    /// <summary>Whether a hidden count could be one less, as far as a reader can tell.</summary>
    public bool CanFall(CountArc arc) => arc.Count > 1 && Path(arc.From, arc.To, arc) is { } path && path.TrueForAll(step => step.Arc.IsHidden);

    /// <summary>Raises a hidden count by so much, at the least price; gives the counts that have to be hidden so that a reader cannot rule it out.</summary>
    public IReadOnlyCollection<CountArc> Raise(CountArc arc, int by)
    {
        var toHide = new HashSet<CountArc>();
        for (var unit = 0; unit < by; unit++)
        {
            // There is always a way: whatever is not zero can grow together with its totals.
            var path = Path(arc.To, arc.From, arc, toHide) ?? throw new InvalidOperationException("A count stands in no total.");
            _counts[arc.Index]++;
            foreach (var (step, isForward) in path)
            {
                _counts[step.Index] += isForward ? 1 : -1;
                if (!step.IsHidden)
                {
                    toHide.Add(step);
                }
            }
        }

        return toHide;
    }

    /// <summary>The cheapest way for one more to flow between two nodes: along a count that grows, or against one that shrinks.</summary>
    private List<(CountArc Arc, bool IsForward)>? Path(int from, int to, CountArc except, HashSet<CountArc>? hidden = null)
    {
        var best = Enumerable.Repeat(int.MaxValue, nodes).ToArray();
        var came = new (CountArc Arc, bool IsForward)[nodes];
        var queue = new PriorityQueue<int, int>();
        best[from] = 0;
        queue.Enqueue(from, 0);
        while (queue.TryDequeue(out var node, out var price) && node != to)
        {
            if (price > best[node])
            {
                continue;
            }

            foreach (var (arc, isForward, next) in Ways(node, except))
            {
                var far = price + (arc.IsHidden || hidden?.Contains(arc) == true ? 0 : arc.Price);
                if (far < best[next])
                {
                    (best[next], came[next]) = (far, (arc, isForward));
                    queue.Enqueue(next, far);
                }
            }
        }

        return best[to] == int.MaxValue ? null : Back(came, from, to);
    }

    private IEnumerable<(CountArc Arc, bool IsForward, int Next)> Ways(int node, CountArc except)
    {
        foreach (var arc in arcs)
        {
            if (arc == except || arc.Count == 0)
            {
                continue;
            }

            if (arc.From == node)
            {
                yield return (arc, true, arc.To);
            }
            else if (arc.To == node && _counts[arc.Index] > 1)
            {
                yield return (arc, false, arc.From);
            }
        }
    }

    private static List<(CountArc Arc, bool IsForward)> Back((CountArc Arc, bool IsForward)[] came, int from, int to)
    {
        var path = new List<(CountArc, bool)>();
        for (var node = to; node != from;)
        {
            var step = came[node];
            path.Add(step);
            node = step.IsForward ? step.Arc.From : step.Arc.To;
        }

        return path;
    }
}
