using System.Globalization;
using System.Runtime.CompilerServices;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>Ends an evaluation that went past its limits; caught where the evaluation began.</summary>
internal sealed class FeelLimitException(string message) : Exception(message);

/// <summary>The text to which positions refer, and what to call it.</summary>
internal sealed record FeelSource(string Text, string? Label)
{
    public string Describe(int position)
    {
        var (line, column) = LineAndColumn(Text, position);
        var label = Label is null ? "" : Label + ", ";
        return string.Create(CultureInfo.InvariantCulture, $"{label}line {line}, column {column}");
    }

    public static (int Line, int Column) LineAndColumn(string text, int position)
    {
        var before = text.AsSpan(0, Math.Clamp(position, 0, text.Length));
        var lastBreak = before.LastIndexOf('\n');
        return (before.Count('\n') + 1, before.Length - lastBreak);
    }
}

/// <summary>
/// The state of one evaluation: scope, stack of local values, and what has been used of the limits. Reused per thread,
/// so that a condition is evaluated without allocating.
/// </summary>
internal sealed class Evaluation
{
    private const int MaxReasons = 20;

    /// <summary>What a call takes, in turns of a loop.</summary>
    private const int CallCost = 2;

    /// <summary>How often the memory taken is looked at.</summary>
    private const int StepsBetweenLooks = 64;

    [ThreadStatic]
    private static Evaluation? _spare;

    private readonly List<string> _reasons = [];
    private FeelValue[] _stack = new FeelValue[64];
    private int _top;
    private int _steps;
    private int _nextLook;
    private int _depth;
    private int _items;
    private int _characters;
    private long _allocated;

    public IFeelScope Scope { get; private set; } = FeelContext.Empty;

    public FeelEnvironment Environment { get; private set; } = null!;

    public FeelSource Source { get; set; } = null!;

    public int Base { get; private set; }

    /// <summary>What the running function took along from where it was made.</summary>
    public FeelValue[] Captured { get; private set; } = [];

    /// <summary>What watches decisions being made, if anyone does.</summary>
    public object? Observer { get; set; }

    public static Evaluation Rent(IFeelScope scope, FeelEnvironment environment, FeelSource source, int slots)
    {
        var evaluation = _spare ?? new Evaluation();
        _spare = null;
        evaluation.Scope = scope;
        evaluation.Environment = environment;
        evaluation.Source = source;
        evaluation.Base = 0;
        evaluation.Captured = [];
        evaluation._top = 0;
        evaluation._steps = environment.Limits.Steps;
        evaluation._nextLook = environment.Limits.Steps - StepsBetweenLooks;
        evaluation._items = environment.Limits.TotalItems;
        evaluation._characters = environment.Limits.TotalCharacters;
        evaluation._depth = 0;
        evaluation._allocated = 0;
        evaluation.IsAbsent = false;
        evaluation.Reserve(slots);
        return evaluation;
    }

    public void Return()
    {
        if (_top > 0)
        {
            Array.Clear(_stack);
        }

        _reasons.Clear();
        Observer = null;
        Scope = FeelContext.Empty;
        if (_stack.Length <= 4096)
        {
            _spare = this;
        }
    }

    public IReadOnlyList<string> TakeReasons() => _reasons.Count == 0 ? [] : _reasons.ToArray();

    public FeelValue Local(int slot) => _stack[Base + slot];

    public void SetLocal(int slot, FeelValue value) => _stack[Base + slot] = value;

    /// <summary>Null, and why.</summary>
    public FeelValue Null(int position, string reason)
    {
        if (_reasons.Count < MaxReasons)
        {
            _reasons.Add($"{Source.Describe(position)}: {reason}");
        }

        return default;
    }

    /// <summary>Null, because a name or an entry is not there.</summary>
    public FeelValue Absent(int position, string reason)
    {
        IsAbsent |= _reasons.Count == 0;
        return Null(position, reason);
    }

    /// <summary>Whether the first thing that went wrong is an absence.</summary>
    public bool IsAbsent { get; private set; }

    public void Step()
    {
        if (--_steps < 0)
        {
            throw new FeelLimitException($"the evaluation took more than {Environment.Limits.Steps} steps");
        }

        if (_steps < _nextLook)
        {
            _nextLook = _steps - StepsBetweenLooks;
            CheckMemory(0);
        }
    }

    /// <summary>Accounts for work done; the next step ends an evaluation that has no more to spend.</summary>
    public void Charge(int cost) => _steps -= cost;

    /// <summary>Accounts for work that costs as much as so many turns of a loop.</summary>
    public void Step(int cost)
    {
        _steps -= cost - 1;
        Step();
    }

    /// <summary>A value, unless more is in it than may be; whoever gets it may then go through it without counting.</summary>
    public FeelValue Bounded(FeelValue value)
    {
        if (value.Kind is not (FeelKind.List or FeelKind.Context))
        {
            return value;
        }

        var extent = value.Kind == FeelKind.List ? value.Items.Extent : value.Entries.Extent;
        if (extent.Weight > Environment.Limits.TotalItems)
        {
            throw new FeelLimitException($"a collection has more than {Environment.Limits.TotalItems} items within it");
        }

        if (extent.Depth > Environment.Limits.Nesting)
        {
            throw new FeelLimitException($"collections nest deeper than {Environment.Limits.Nesting}");
        }

        return value;
    }

    /// <summary>Accounts for a collection of this size about to exist.</summary>
    public void CountItems(int size, int added)
    {
        if (size > Environment.Limits.CollectionSize)
        {
            throw new FeelLimitException($"a collection has more than {Environment.Limits.CollectionSize} items");
        }

        if ((_items -= added) < 0)
        {
            throw new FeelLimitException($"more than {Environment.Limits.TotalItems} items were made");
        }

        if (added > 256)
        {
            CheckMemory(added * 24L);
        }
    }

    /// <summary>Accounts for a string of this length about to exist.</summary>
    public void CountCharacters(long length)
    {
        if (length > Environment.Limits.StringLength)
        {
            throw new FeelLimitException($"a string has more than {Environment.Limits.StringLength} characters");
        }

        if ((_characters -= (int)length) < 0)
        {
            throw new FeelLimitException($"more than {Environment.Limits.TotalCharacters} characters were made");
        }

        if (length > 1024)
        {
            CheckMemory(length * sizeof(char));
        }
    }

    /// <summary>Opens the frame of a called function; <see cref="Leave"/> takes back what this returns.</summary>
    public Frame Enter(IFeelScope scope, FeelSource source, FeelValue[] captured, int slots)
    {
        Step(CallCost);
        if (++_depth > Environment.Limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FeelLimitException($"calls nest deeper than {Environment.Limits.Depth}");
        }

        var frame = new Frame(Scope, Source, Captured, Base, _top);
        (Scope, Source, Captured, Base) = (scope, source, captured, _top);
        Reserve(slots);
        return frame;
    }

    public void Leave(in Frame frame)
    {
        _depth--;
        (Scope, Source, Captured, Base, _top) = (frame.Scope, frame.Source, frame.Captured, frame.Base, frame.Top);
    }

    /// <summary>
    /// What the collector counts for this thread, since the first look: it knows of everything, and asking costs little.
    /// Short evaluations never ask.
    /// </summary>
    private void CheckMemory(long coming)
    {
        var now = GC.GetAllocatedBytesForCurrentThread();
        if (_allocated == 0)
        {
            _allocated = now;
        }

        if (now + coming - _allocated > Environment.Limits.Bytes)
        {
            throw new FeelLimitException($"the evaluation took more than {Environment.Limits.Bytes} bytes");
        }
    }

    private void Reserve(int slots)
    {
        _top = Base + slots;
        if (_top > _stack.Length)
        {
            Array.Resize(ref _stack, Math.Max(_top, _stack.Length * 2));
        }
    }

    internal readonly record struct Frame(
        IFeelScope Scope, FeelSource Source, FeelValue[] Captured, int Base, int Top);
}
