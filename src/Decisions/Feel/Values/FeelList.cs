using System.Collections;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>An immutable list of FEEL values.</summary>
public sealed class FeelList : IReadOnlyList<FeelValue>, IEquatable<FeelList>
{
    /// <summary>The list without items.</summary>
    public static readonly FeelList Empty = new([], 0);

    private readonly FeelValue[] _items;
    private long _extent;

    private FeelList(FeelValue[] items, int count)
    {
        _items = items;
        Count = count;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Counted once, when somebody asks.</summary>
    internal Extent Extent
    {
        get
        {
            if (_extent == 0 && Count > 0)
            {
                var extent = Extent.Of(Span);
                _extent = ((long)extent.Depth << 32) | (uint)extent.Weight;
            }

            return new Extent((int)_extent, (int)(_extent >> 32));
        }
    }

    internal ReadOnlySpan<FeelValue> Span => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public FeelValue this[int index] =>
        index < Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<FeelValue> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _items[i];
        }
    }

    /// <inheritdoc/>
    public bool Equals(FeelList? other) => other is not null && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelList);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, _items[0], _items[Count - 1]);

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the array over: the caller must not change its first <paramref name="count"/> items again.</summary>
    internal static FeelList Of(FeelValue[] items, int count = -1) =>
        items.Length == 0 || count == 0 ? Empty : new FeelList(items, count < 0 ? items.Length : count);
}
