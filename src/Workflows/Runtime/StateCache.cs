using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>An instance's committed state, decoded.</summary>
internal sealed record LiveInstance(long Version, InstanceState State, ReadOnlyMemory<byte> HistoryHash);

/// <summary>States of the instances that were used last; a bounded number, the longest unused leaving first.</summary>
internal sealed class StateCache(int capacity)
{
    private readonly Dictionary<long, LinkedListNode<(long Key, LiveInstance Instance)>> _nodes = [];
    private readonly LinkedList<(long Key, LiveInstance Instance)> _recent = new();
    private readonly Lock _gate = new();

    public LiveInstance? Get(long key)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Instance;
        }
    }

    public void Put(long key, LiveInstance instance)
    {
        if (capacity == 0)
        {
            return;
        }

        lock (_gate)
        {
            Drop(key);
            _nodes[key] = _recent.AddFirst((key, instance));
            if (_nodes.Count > capacity)
            {
                Drop(_recent.Last!.Value.Key);
            }
        }
    }

    public void Remove(long key)
    {
        lock (_gate)
        {
            Drop(key);
        }
    }

    private void Drop(long key)
    {
        if (_nodes.Remove(key, out var node))
        {
            _recent.Remove(node);
        }
    }
}
