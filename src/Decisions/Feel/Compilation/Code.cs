using System.Runtime.CompilerServices;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>A compiled node. Evaluating one never throws but for <see cref="FeelLimitException"/>.</summary>
internal abstract class Code(int position)
{
    public int Position => position;

    public abstract FeelValue Evaluate(Evaluation e);
}

internal sealed class ConstantCode(FeelValue value, int position) : Code(position)
{
    public FeelValue Value => value;

    public override FeelValue Evaluate(Evaluation e) => value;
}

/// <summary>
/// Looks now and then whether the stack still has room, so that a tall expression within many calls is ended and not the
/// process.
/// </summary>
internal sealed class StackGuardCode(Code inner, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => RuntimeHelpers.TryEnsureSufficientExecutionStack()
        ? inner.Evaluate(e)
        : throw new FeelLimitException("the evaluation nests too deep");
}

/// <summary>A constant that could not be made, such as <c>@"nonsense"</c>.</summary>
internal sealed class MistakeCode(string reason, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => e.Null(Position, reason);
}

internal sealed class LocalCode(int slot, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => e.Local(slot);
}

/// <summary>A local of an outer function, taken along by this one.</summary>
internal sealed class CapturedCode(int index, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => e.Captured[index];
}

/// <summary>A name that the scope, or failing that the functions, must know.</summary>
internal sealed class ExternalCode(string name, FeelFunction? function, int position) : Code(position)
{
    public string Name => name;

    public override FeelValue Evaluate(Evaluation e)
    {
        if (e.Scope.TryGet(name, out var value))
        {
            return value;
        }

        if (function is not null)
        {
            return function;
        }

        return e.Environment.Host is { } host && host.TryGetFunction(name, out var hosted)
            ? hosted
            : e.Absent(Position, $"nothing is named '{name}'");
    }
}

/// <summary>A name inside a filter: an entry of the item if it has one, otherwise what the name means outside.</summary>
internal sealed class ItemMemberCode(string name, int itemSlot, Code outside, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) =>
        e.Local(itemSlot).TryGetContext(out var item) && item.TryGet(name, out var value)
            ? value
            : outside.Evaluate(e);
}

internal sealed class PathCode(Code source, string member, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => Members.Get(e, source.Evaluate(e), member, Position);
}

/// <summary>Evaluates an inner expression that has a text of its own, so that reasons point into it.</summary>
internal sealed class SourceCode(Code inner, FeelSource source, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var outer = e.Source;
        e.Source = source;
        var value = inner.Evaluate(e);
        e.Source = outer;
        return value;
    }
}
