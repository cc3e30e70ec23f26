using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>
/// Sorting by a FEEL function, which may contradict itself: a merge sort asks each question once and always ends.
/// </summary>
internal static class ListSort
{
    public static FeelValue Sort(BuiltinCall call, FeelFunction? precedes)
    {
        if (precedes is { Parameters.Count: not 2 })
        {
            return call.Fail("the function that sorts needs two parameters");
        }

        var items = call[0].Items.Span.ToArray();
        call.Evaluation.CountItems(items.Length, items.Length);
        var failure = default(string);
        Merge(call, precedes, items, new FeelValue[items.Length], ref failure);
        return failure is null ? FeelList.Of(items) : call.Fail(failure);
    }

    private static void Merge(
        BuiltinCall call, FeelFunction? precedes, Span<FeelValue> items, Span<FeelValue> spare, ref string? failure)
    {
        if (items.Length < 2 || failure is not null)
        {
            return;
        }

        var middle = items.Length / 2;
        Merge(call, precedes, items[..middle], spare[..middle], ref failure);
        Merge(call, precedes, items[middle..], spare[middle..], ref failure);
        items.CopyTo(spare);
        var (left, right) = (0, middle);
        for (var i = 0; i < items.Length; i++)
        {
            var takeRight = left == middle
                || (right < items.Length && Precedes(call, precedes, spare[right], spare[left], ref failure));
            items[i] = takeRight ? spare[right++] : spare[left++];
        }
    }

    private static bool Precedes(
        BuiltinCall call, FeelFunction? precedes, FeelValue first, FeelValue second, ref string? failure)
    {
        call.Evaluation.Step();
        if (precedes is null)
        {
            if (!Comparison.TryOrder(first, second, out var order))
            {
                failure ??= $"cannot order {Words.For(first)} and {Words.For(second)}";
            }

            return order < 0;
        }

        var answer = precedes.Invoke(call.Evaluation, [first, second], call.Position);
        if (answer.Kind != FeelKind.Boolean)
        {
            failure ??= $"the function that sorts must give a boolean, not {Words.For(answer)}";
        }

        return answer.IsTrue;
    }
}
