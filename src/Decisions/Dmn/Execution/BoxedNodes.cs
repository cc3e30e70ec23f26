using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Execution;

/// <summary>An expression that cannot be read; it gives null and says so.</summary>
internal sealed record MistakeNode(string Reason) : CustomNode(0)
{
    public override Code Compile(Compiler compiler) => new MistakeCode(Reason, 0);

    public override StaticType Check(TypeCheck check) => StaticType.Unknown;
}

/// <summary>An expression whose value must be of a type.</summary>
internal sealed record TypedNode(FeelNode Inner, FeelType Type, string What) : CustomNode(0)
{
    public override Code Compile(Compiler compiler) => new TypedCode(compiler.Compile(Inner), Type, What);

    public override StaticType Check(TypeCheck check) => check.Needed(Inner, Type.Outline(), What);
}

internal sealed class TypedCode(Code inner, FeelType type, string what) : Code(0)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var value = inner.Evaluate(e);
        return type.TryCoerce(value, out var coerced)
            ? coerced
            : e.Null(Position, $"{what} was {FeelText.Brief(value)}, which is not of its type");
    }
}

/// <summary>A boxed context: entries see those before them; one without a name is the whole's result.</summary>
internal sealed record BoxedContextNode(Sequence<BoxedEntry> Entries, FeelNode? Result) : CustomNode(0)
{
    public override Code Compile(Compiler compiler)
    {
        var mark = compiler.Mark;
        var count = Entries.Count;
        var (names, values, slots) = (new string[count], new Code[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            names[i] = Entries[i].Name;
            values[i] = Entries[i].Value is BoxedFunctionNode function
                ? function.Compile(compiler, names[i])
                : compiler.Compile(Entries[i].Value);
            slots[i] = compiler.Declare(names[i]);
        }

        var result = Result is null ? null : compiler.Compile(Result);
        compiler.Release(mark);
        var context = new ContextCode(names, values, slots, 0);
        return result is null ? context : new SequenceCode(context, result);
    }

    public override StaticType Check(TypeCheck check)
    {
        var mark = check.Mark;
        var members = new Dictionary<string, StaticType>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            if (entry.Value is BoxedFunctionNode)
            {
                check.Declare(entry.Name, StaticType.Unknown);
            }

            check.Declare(entry.Name, members[entry.Name] = check.Of(entry.Value));
        }

        var result = Result is null ? StaticType.ContextOf(members) : check.Of(Result);
        check.Release(mark);
        return result;
    }
}

internal sealed record BoxedEntry(string Name, FeelNode Value);

/// <summary>Evaluates one for its locals, then gives the other.</summary>
internal sealed class SequenceCode(Code first, Code result) : Code(0)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        first.Evaluate(e);
        return result.Evaluate(e);
    }
}

/// <summary>A boxed function definition.</summary>
internal sealed record BoxedFunctionNode(
    string Name, Sequence<string> Parameters, Sequence<FeelType> Types, FeelNode Body, FeelType Result) : CustomNode(0)
{
    public override Code Compile(Compiler compiler) => Compile(compiler, null);

    public FunctionCode Compile(Compiler compiler, string? selfName) => compiler.CompileFunction(
        new FunctionTemplate(Name, [.. Parameters], [.. Types], Result), Body, selfName, 0);

    public override StaticType Check(TypeCheck check)
    {
        var mark = check.Mark;
        for (var i = 0; i < Parameters.Count; i++)
        {
            check.Declare(Parameters[i], Types[i].Outline());
        }

        var result = check.Needed(Body, Result.Outline(), Name.Length == 0 ? "the result" : $"the result of '{Name}'");
        check.Release(mark);
        return StaticType.FunctionOf([.. Parameters], result);
    }
}

/// <summary>A boxed invocation.</summary>
internal sealed record BoxedInvocationNode(FeelNode Function, Sequence<FeelNode> Arguments, Sequence<string> Names)
    : CustomNode(0)
{
    public override Code Compile(Compiler compiler) => new CallCode(
        compiler.Compile(Function), [.. Arguments.Select(compiler.Compile)], [.. Names], 0);

    public override StaticType Check(TypeCheck check) => Function is SourceNode source
        ? check.Within(source.Source, () => check.Of(new CallNode(source.Inner, Arguments, Names, source.Inner.Position)))
        : check.Of(new CallNode(Function, Arguments, Names, 0));
}

/// <summary>A row of a relation: a context whose entries do not see each other.</summary>
internal sealed record RowNode(Sequence<string> Columns, Sequence<FeelNode> Cells) : CustomNode(0)
{
    public override Code Compile(Compiler compiler) =>
        new RowCode([.. Columns], [.. Cells.Select(compiler.Compile)]);

    public override StaticType Check(TypeCheck check) => StaticType.ContextOf(
        Columns.Zip(Cells).DistinctBy(c => c.First).ToDictionary(c => c.First, c => check.Of(c.Second), StringComparer.Ordinal));
}

internal sealed class RowCode(string[] columns, Code[] cells) : Code(0)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        e.CountItems(cells.Length, cells.Length);
        var builder = new FeelContext.Builder(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            builder.Set(columns[i], cells[i].Evaluate(e));
        }

        return e.Bounded(builder.Build());
    }
}
