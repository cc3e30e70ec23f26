using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions on contexts (DMN 1.5, table 80).</summary>
internal static class ContextFunctions
{
    private const int MaxPath = 100;

    public static void AddTo(Builtins.Collector add)
    {
        add.Add("get value", "m: context, key: string", call => call[0].Entries.TryGet(call[1].String, out var value)
            ? value
            : call.Fail($"the context has no entry '{call[1].String}'"));
        add.Add("get value", "context: context, key: string", call => call[0].Entries[call[1].String]);
        add.Add("get entries", "m: context", Entries);
        add.Add("context", "entries: list", FromEntries);
        add.Add("context merge", "contexts: list", Merge);
        add.Add("context put", "context: context, key: string, value: any", Put);
        add.Add("context put", "context: context, keys: list, value: any", PutDeep);
    }

    private static FeelValue Entries(BuiltinCall call)
    {
        var context = call[0].Entries;
        call.Evaluation.CountItems(context.Count, 3 * context.Count);
        return FeelValue.List(context.Select(e => FeelValue.Context(("key", e.Key), ("value", e.Value))));
    }

    private static FeelValue FromEntries(BuiltinCall call)
    {
        var builder = new FeelContext.Builder(call[0].Items.Count);
        foreach (var item in call[0].Items.Span)
        {
            if (!item.TryGetContext(out var entry) || !entry["key"].TryGetString(out var key) || !entry.TryGet("value", out var value))
            {
                return call.Fail("each entry must be a context of a key, which is a string, and a value");
            }

            if (builder.Contains(key))
            {
                return call.Fail($"the key '{key}' is given twice");
            }

            builder.Set(key, value);
            call.Evaluation.CountItems(builder.Count, 1);
        }

        return builder.Build();
    }

    private static FeelValue Merge(BuiltinCall call)
    {
        var builder = new FeelContext.Builder(4);
        foreach (var item in call[0].Items.Span)
        {
            if (!item.TryGetContext(out var context))
            {
                return call.Fail($"only contexts can be merged, not {Words.For(item)}");
            }

            foreach (var (name, value) in context)
            {
                builder.Set(name, value);
                call.Evaluation.CountItems(builder.Count, 1);
            }
        }

        return builder.Build();
    }

    private static FeelValue Put(BuiltinCall call)
    {
        var context = call[0].Entries;
        call.Evaluation.CountItems(context.Count + 1, context.Count + 1);
        return context.With(call[1].String, call[2]);
    }

    private static FeelValue PutDeep(BuiltinCall call)
    {
        var keys = call[1].Items;
        if (keys.Count is 0 or > MaxPath || keys.Any(k => k.Kind != FeelKind.String))
        {
            return call.Fail("the keys must be strings, at least one");
        }

        return TryPut(call, call[0].Entries, keys, 0, out var result)
            ? result
            : call.Fail("a key on the way does not lead to a context");
    }

    private static bool TryPut(BuiltinCall call, FeelContext context, FeelList keys, int depth, out FeelContext result)
    {
        call.Evaluation.CountItems(context.Count + 1, context.Count + 1);
        var key = keys[depth].String;
        if (depth == keys.Count - 1)
        {
            result = context.With(key, call[2]);
            return true;
        }

        result = context;
        if (!context[key].TryGetContext(out var inner) || !TryPut(call, inner, keys, depth + 1, out var changed))
        {
            return false;
        }

        result = context.With(key, changed);
        return true;
    }
}
