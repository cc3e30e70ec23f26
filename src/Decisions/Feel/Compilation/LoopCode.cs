using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>What one variable of a loop runs over.</summary>
internal sealed record LoopCode(int Slot, Code Source, Code? End)
{
    /// <summary>
    /// Calls back with each value in its slot until the body says stop; false when there is nothing to run over.
    /// </summary>
    public bool Run(Evaluation e, Func<Evaluation, bool> body, out bool stopped)
    {
        stopped = false;
        var source = Source.Evaluate(e);
        if (End is not null)
        {
            return RunBetween(e, source, End.Evaluate(e), body, out stopped);
        }

        switch (source.Kind)
        {
            case FeelKind.Null:
                e.Null(Source.Position, "a loop cannot run over null");
                return false;
            case FeelKind.Range:
                var range = source.AsRange;
                return RunRange(e, range, body, out stopped);
            case FeelKind.List:
                return RunList(e, source.Items, body, out stopped);
            default:
                return RunList(e, FeelList.Of([source]), body, out stopped);
        }
    }

    private bool RunList(Evaluation e, FeelList list, Func<Evaluation, bool> body, out bool stopped)
    {
        stopped = false;
        for (var i = 0; i < list.Count && !stopped; i++)
        {
            e.Step();
            e.SetLocal(Slot, list[i]);
            stopped = !body(e);
        }

        return true;
    }

    private bool RunRange(Evaluation e, FeelRange range, Func<Evaluation, bool> body, out bool stopped)
    {
        stopped = false;
        if (range.Start.Kind == FeelKind.Number && range.End.Kind == FeelKind.Number)
        {
            FeelNumber.TryAdd(range.Start.Number, range.StartIncluded ? 0 : 1, out var first);
            FeelNumber.TrySubtract(range.End.Number, range.EndIncluded ? 0 : 1, out var last);
            return first > last || RunBetween(e, first, last, body, out stopped);
        }

        if (range.Start.Kind == FeelKind.Date && range.End.Kind == FeelKind.Date)
        {
            var first = range.Start.Date.Day + (range.StartIncluded ? 0 : 1);
            var last = range.End.Date.Day - (range.EndIncluded ? 0 : 1);
            return first > last || RunBetween(e, new FeelDate(first), new FeelDate(last), body, out stopped);
        }

        e.Null(Source.Position, "a loop cannot run over this range");
        return false;
    }

    /// <summary>Steps of one, up or down, between whole numbers or dates.</summary>
    private bool RunBetween(
        Evaluation e, FeelValue start, FeelValue end, Func<Evaluation, bool> body, out bool stopped)
    {
        stopped = false;
        var isDate = start.Kind == FeelKind.Date && end.Kind == FeelKind.Date;
        var (first, last) = isDate ? (start.Date.Day, end.Date.Day) : (0L, 0L);
        if (!isDate && (!start.TryGetInt64(out first) || !end.TryGetInt64(out last)))
        {
            e.Null(Source.Position, $"a loop cannot run from {Words.For(start)} to {Words.For(end)} in steps of one");
            return false;
        }

        var step = first <= last ? 1 : -1;
        for (var i = first; ; i += step)
        {
            e.Step();
            e.SetLocal(Slot, isDate ? new FeelDate(i) : i);
            if (!body(e))
            {
                stopped = true;
                return true;
            }

            if (i == last)
            {
                return true;
            }
        }
    }
}

/// <summary><c>for ... return</c>; the results so far are in the slot of <c>partial</c>.</summary>
internal sealed class ForCode(LoopCode[] loops, Code body, int partialSlot, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var results = new Results();
        return Run(e, 0, results) ? e.Bounded(results.ToList()) : default;
    }

    private bool Run(Evaluation e, int level, Results results)
    {
        if (level == loops.Length)
        {
            e.SetLocal(partialSlot, results.ToList());
            e.CountItems(results.Count + 1, 1);
            results.Add(e.Bounded(body.Evaluate(e)));
            return true;
        }

        var complete = true;
        var ran = loops[level].Run(e, inner => complete = Run(inner, level + 1, results), out _);
        return ran && complete;
    }

    /// <summary>Grows while views of its beginning, which never change, are handed out as <c>partial</c>.</summary>
    private sealed class Results
    {
        private FeelValue[] _items = new FeelValue[8];

        public int Count { get; private set; }

        public void Add(FeelValue value)
        {
            if (Count == _items.Length)
            {
                Array.Resize(ref _items, Count * 2);
            }

            _items[Count++] = value;
        }

        public FeelList ToList() => FeelList.Of(_items, Count);
    }
}

/// <summary><c>some</c> and <c>every</c>, three-valued: null when undecided.</summary>
internal sealed class QuantifiedCode(bool isEvery, LoopCode[] loops, Code condition, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var undecided = false;
        var decided = false;
        if (!Run(e, 0, ref decided, ref undecided))
        {
            return default;
        }

        return decided ? !isEvery : undecided ? FeelValue.Null : isEvery;
    }

    private bool Run(Evaluation e, int level, ref bool decided, ref bool undecided)
    {
        if (level == loops.Length)
        {
            var passes = condition.Evaluate(e);
            decided |= isEvery ? passes.IsFalse : passes.IsTrue;
            undecided |= passes.Kind != FeelKind.Boolean;
            return true;
        }

        var (innerDecided, innerUndecided, complete) = (decided, undecided, true);
        var ran = loops[level].Run(
            e,
            inner =>
            {
                complete = Run(inner, level + 1, ref innerDecided, ref innerUndecided);
                return complete && !innerDecided;
            },
            out _);
        (decided, undecided) = (innerDecided, innerUndecided);
        return ran && complete;
    }
}
