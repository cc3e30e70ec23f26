using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>An instance's committed state, decoded.</summary>
internal sealed record LiveInstance(long Version, InstanceState State, ReadOnlyMemory<byte> HistoryHash);

/// <summary>States of the instances that were used last; a bounded number, the longest unused leaving first.</summary>
internal sealed class StateCache(int capacity)
{
    private readonly Dictionary<long, LinkedListNode<(long Key, LiveInstance Instance)>> nodes = [];
    private readonly LinkedList<(long Key, LiveInstance Instance)> recent = new();
    private readonly Lock gate = new();

    public LiveInstance? Get(long key)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(key, out var node))
            {
                return null;
            }

            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Instance;
        }
    }

    public void Put(long key, LiveInstance instance)
    {
        if (capacity == 0)
        {
            return;
        }

        lock (gate)
        {
            Drop(key);
            nodes[key] = recent.AddFirst((key, instance));
            if (nodes.Count > capacity)
            {
                Drop(recent.Last!.Value.Key);
            }
        }
    }

    public void Remove(long key)
    {
        lock (gate)
        {
            Drop(key);
        }
    }

    private void Drop(long key)
    {
        if (nodes.Remove(key, out var node))
        {
            recent.Remove(node);
        }
    }
}
