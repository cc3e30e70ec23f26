using System.Collections;

namespace Peninsula.Decisions.Feel.Syntax;

/// <summary>A list with equality by content, so that syntax trees compare as records do.</summary>
internal readonly struct Sequence<T>(params T[] items) : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly T[]? _items = items;

    public int Count => Items.Length;

    private T[] Items => _items ?? [];

    public T this[int index] => Items[index];

    public bool Equals(Sequence<T> other) => Items.AsSpan().SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    public override int GetHashCode() => Items.Aggregate(Items.Length, HashCode.Combine);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
