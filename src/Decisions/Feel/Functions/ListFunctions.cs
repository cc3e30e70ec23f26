using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions that make lists from lists, or look into them (DMN 1.5, table 73).</summary>
internal static class ListFunctions
{
    public static void AddTo(Builtins.Collector add)
    {
        add.Add("count", "list: list", call => call[0].Items.Count);
        add.Add("list contains", "list: list, element: any", call => IndexOf(call[0].Items, call[1], 0) >= 0);
        add.Add("sublist", "list: list, start position: number, length?: number", Sublist);
        add.Add("append", "list: list, items*: any", call => Join(call, call[0], call[1]));
        add.Add("concatenate", "lists*: any", call => Concatenate(call, distinct: false));
        add.Add("union", "lists*: any", call => Concatenate(call, distinct: true));
        add.Add("insert before", "list: list, position: number, newItem: any", InsertBefore);
        add.Add("remove", "list: list, position: number", Remove);
        add.Add("reverse", "list: list", call => FeelValue.List(call[0].Items.Reverse()));
        add.Add("index of", "list: list, match: any", IndicesOf);
        add.Add("distinct values", "list: list", call => Distinct(call, call[0].Items));
        add.Add("flatten", "list: list", Flatten);
        add.Add("list replace", "list: list, position: number, newItem: any", ReplaceAt);
        add.Add("list replace", "list: list, match: function, newItem: any", ReplaceMatching);
        add.Add("sort", "list: list, precedes: function", call => ListSort.Sort(call, call[1].AsFunction));
        add.Add("sort", "list: list", call => ListSort.Sort(call, null));
    }

    private static int IndexOf(FeelList list, FeelValue value, int from)
    {
        for (var i = from; i < list.Count; i++)
        {
            if (Comparison.Equal(list[i], value).IsTrue)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The index from 0 of a FEEL position, which counts from 1, or from the end when negative.</summary>
    private static bool TryPlace(FeelValue position, int count, out int index)
    {
        index = 0;
        if (!position.Number.Truncate().TryToInt32(out var place) || place == 0 || Math.Abs((long)place) > count)
        {
            return false;
        }

        index = place > 0 ? place - 1 : count + place;
        return true;
    }

    private static FeelValue Outside(BuiltinCall call) =>
        call.Fail($"position {call[1]} is outside a list of {call[0].Items.Count} items");

    private static FeelValue Sublist(BuiltinCall call)
    {
        var list = call[0].Items;
        if (!TryPlace(call[1], list.Count, out var start))
        {
            return Outside(call);
        }

        var length = list.Count - start;
        if (call.Has(2) && (!call[2].Number.Truncate().TryToInt32(out length) || length < 0 || length > list.Count - start))
        {
            return call.Fail($"there are not {call[2]} items from position {call[1]}");
        }

        call.Evaluation.CountItems(length, length);
        return FeelValue.List(list.Span.Slice(start, length));
    }

    private static FeelValue Join(BuiltinCall call, FeelValue first, FeelValue second)
    {
        var count = first.Items.Count + second.Items.Count;
        call.Evaluation.CountItems(count, count);
        return FeelValue.List(first.Items.Concat(second.Items));
    }

    private static FeelValue Concatenate(BuiltinCall call, bool distinct)
    {
        var items = new List<FeelValue>();
        foreach (var list in call[0].Items.Span)
        {
            if (list.IsNull)
            {
                return call.Fail("a list cannot be null");
            }

            items.AddRange(list.Kind == FeelKind.List ? list.Items : FeelList.Of([list]));
            call.Evaluation.CountItems(items.Count, list.Kind == FeelKind.List ? list.Items.Count : 1);
        }

        return distinct ? Distinct(call, FeelList.Of([.. items])) : FeelValue.List(items);
    }

    private static FeelValue InsertBefore(BuiltinCall call)
    {
        var list = call[0].Items;
        if (!TryPlace(call[1], list.Count, out var index))
        {
            return Outside(call);
        }

        call.Evaluation.CountItems(list.Count + 1, list.Count + 1);
        return FeelValue.List([.. list.Span[..index], call[2], .. list.Span[index..]]);
    }

    private static FeelValue Remove(BuiltinCall call)
    {
        var list = call[0].Items;
        if (!TryPlace(call[1], list.Count, out var index))
        {
            return Outside(call);
        }

        call.Evaluation.CountItems(list.Count, list.Count);
        return FeelValue.List([.. list.Span[..index], .. list.Span[(index + 1)..]]);
    }

    private static FeelValue IndicesOf(BuiltinCall call)
    {
        var found = new List<FeelValue>();
        for (var i = IndexOf(call[0].Items, call[1], 0); i >= 0; i = IndexOf(call[0].Items, call[1], i + 1))
        {
            found.Add(i + 1);
        }

        call.Evaluation.CountItems(found.Count, found.Count);
        return FeelValue.List(found);
    }

    private static FeelValue Distinct(BuiltinCall call, FeelList list)
    {
        // Equal values of these kinds have equal representations, so a set finds them; the others are compared.
        var (seen, compared, kept) = (new HashSet<FeelValue>(), new List<FeelValue>(), new List<FeelValue>());
        foreach (var item in list.Span)
        {
            if (item.Kind is FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String or FeelKind.Date)
            {
                if (seen.Add(item))
                {
                    kept.Add(item);
                }

                continue;
            }

            var isNew = true;
            foreach (var other in compared)
            {
                call.Evaluation.Step();
                isNew &= !Comparison.Equal(other, item).IsTrue;
            }

            if (isNew)
            {
                compared.Add(item);
                kept.Add(item);
            }
        }

        call.Evaluation.CountItems(kept.Count, kept.Count);
        return FeelValue.List(kept);
    }

    private static FeelValue Flatten(BuiltinCall call)
    {
        var items = new List<FeelValue>();
        return AddFlat(call, call[0].Items, items, 0)
            ? FeelValue.List(items)
            : call.Fail("the lists nest too deep");
    }

    private static bool AddFlat(BuiltinCall call, FeelList list, List<FeelValue> items, int depth)
    {
        if (depth > 500)
        {
            return false;
        }

        foreach (var item in list.Span)
        {
            call.Evaluation.Step();
            if (item.Kind != FeelKind.List)
            {
                items.Add(item);
                call.Evaluation.CountItems(items.Count, 1);
            }
            else if (!AddFlat(call, item.Items, items, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static FeelValue ReplaceAt(BuiltinCall call)
    {
        var list = call[0].Items;
        if (!TryPlace(call[1], list.Count, out var index))
        {
            return Outside(call);
        }

        call.Evaluation.CountItems(list.Count, list.Count);
        var items = list.Span.ToArray();
        items[index] = call[2];
        return FeelList.Of(items);
    }

    /// <summary>The function gets each item and the new one, and says whether to replace.</summary>
    private static FeelValue ReplaceMatching(BuiltinCall call)
    {
        var match = call[1].AsFunction;
        if (match.Parameters.Count != 2)
        {
            return call.Fail("the match function needs two parameters, the item and the new item");
        }

        var items = call[0].Items.Span.ToArray();
        call.Evaluation.CountItems(items.Length, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            var matches = match.Invoke(call.Evaluation, [items[i], call[2]], call.Position);
            if (matches.Kind != FeelKind.Boolean)
            {
                return call.Fail($"the match function must give a boolean, not {Words.For(matches)}");
            }

            items[i] = matches.IsTrue ? call[2] : items[i];
        }

        return FeelList.Of(items);
    }
}
