using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>An immutable set of named values that keeps the order in which they were given.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Context is FEEL's own word.")]
public sealed class FeelContext : IReadOnlyDictionary<string, FeelValue>, IFeelScope, IEquatable<FeelContext>
{
    /// <summary>The context without entries.</summary>
    public static readonly FeelContext Empty = new([], []);

    /// <summary>Up to this many entries a scan is faster than hashing.</summary>
    private const int ScanLimit = 8;

    private readonly string[] _names;
    private readonly FeelValue[] _values;
    private readonly Dictionary<string, int>? _index;
    private long _extent;

    private FeelContext(string[] names, FeelValue[] values)
    {
        _names = names;
        _values = values;
        if (names.Length > ScanLimit)
        {
            _index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++)
            {
                _index[names[i]] = i;
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _names;

    /// <inheritdoc/>
    public IEnumerable<FeelValue> Values => _values;

    /// <summary>Counted once, when somebody asks.</summary>
    internal Extent Extent
    {
        get
        {
            if (_extent == 0 && Count > 0)
            {
                var extent = Extent.Of(_values);
                _extent = ((long)extent.Depth << 32) | (uint)extent.Weight;
            }

            return new Extent((int)_extent, (int)(_extent >> 32));
        }
    }

    internal ReadOnlySpan<string> NameSpan => _names;

    internal ReadOnlySpan<FeelValue> ValueSpan => _values;

    /// <summary>The entry's value, or null when there is none of that name.</summary>
    public FeelValue this[string key] => TryGet(key, out var value) ? value : default;

    /// <summary>A context of the given entries; a later entry replaces an earlier one of the same name.</summary>
    public static FeelContext Of(params ReadOnlySpan<(string Name, FeelValue Value)> entries)
    {
        var builder = new Builder(entries.Length);
        foreach (var (name, value) in entries)
        {
            builder.Set(name, value);
        }

        return builder.Build();
    }

    /// <summary>A context of the given entries; a later entry replaces an earlier one of the same name.</summary>
    public static FeelContext From(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var builder = new Builder(4);
        foreach (var (name, value) in entries)
        {
            builder.Set(name, value);
        }

        return builder.Build();
    }

    /// <summary>The same context with one entry added, or replaced in its place.</summary>
    public FeelContext With(string name, FeelValue value)
    {
        var builder = new Builder(this);
        builder.Set(name, value);
        return builder.Build();
    }

    /// <summary>The same context with the other's entries added or replaced.</summary>
    public FeelContext With(FeelContext other)
    {
        var builder = new Builder(this);
        for (var i = 0; i < other.Count; i++)
        {
            builder.Set(other._names[i], other._values[i]);
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out FeelValue value)
    {
        var position = IndexOf(name);
        value = position < 0 ? default : _values[position];
        return position >= 0;
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FeelValue value) => TryGet(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++)
        {
            yield return KeyValuePair.Create(_names[i], _values[i]);
        }
    }

    /// <summary>Equality of entries, whatever their order.</summary>
    public bool Equals(FeelContext? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (!other.TryGet(_names[i], out var value) || !value.Equals(_values[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelContext);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var name in _names)
        {
            hash ^= name.GetHashCode(StringComparison.Ordinal);
        }

        return hash;
    }

    /// <summary>The context as FEEL text.</summary>
    public override string ToString() => FeelText.Write(this);

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out var found) ? found : -1;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Collects entries; each name once.</summary>
    internal sealed class Builder
    {
        private readonly List<string> _names;
        private readonly List<FeelValue> _values;
        private Dictionary<string, int>? _index;

        public Builder(int capacity)
        {
            _names = new List<string>(capacity);
            _values = new List<FeelValue>(capacity);
        }

        public Builder(FeelContext start)
        {
            _names = [.. start._names];
            _values = [.. start._values];
        }

        public int Count => _names.Count;

        public void Set(string name, FeelValue value)
        {
            var position = Find(name);
            if (position >= 0)
            {
                _values[position] = value;
                return;
            }

            _index?.Add(name, _names.Count);
            _names.Add(name);
            _values.Add(value);
        }

        public bool Contains(string name) => Find(name) >= 0;

        public FeelContext Build() => _names.Count == 0 ? Empty : new FeelContext([.. _names], [.. _values]);

        private int Find(string name)
        {
            if (_index is null && _names.Count > ScanLimit)
            {
                _index = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 0; i < _names.Count; i++)
                {
                    _index[_names[i]] = i;
                }
            }

            return _index is null ? _names.IndexOf(name) : _index.GetValueOrDefault(name, -1);
        }
    }
}
