using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>A call; with names, the arguments find their parameters by them.</summary>
internal sealed class CallCode(Code function, Code[] arguments, string[] names, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var callee = function.Evaluate(e);
        if (callee.Kind != FeelKind.Function)
        {
            var what = function is ExternalCode external ? $"'{external.Name}'" : Words.For(callee);
            return e.Null(Position, $"{what} is not a function");
        }

        e.Step();
        var values = new FeelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(e);
        }

        return names.Length > 0
            ? callee.AsFunction.InvokeNamed(e, names, values, Position)
            : callee.AsFunction.Invoke(e, values, Position);
    }
}

/// <summary>A call of a built-in by position, resolved when the expression was compiled.</summary>
internal sealed class BuiltinCallCode(FeelFunction function, Code[] arguments, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        e.Step();
        if (arguments.Length > Inline.Length)
        {
            var many = new FeelValue[arguments.Length];
            Fill(e, many);
            return function.Invoke(e, many, Position);
        }

        var buffer = default(Inline);
        Span<FeelValue> few = buffer;
        few = few[..arguments.Length];
        Fill(e, few);
        return function.Invoke(e, few, Position);
    }

    private void Fill(Evaluation e, Span<FeelValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(e);
        }
    }

    /// <summary>Arguments on the stack; most calls have few.</summary>
    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct Inline
    {
        public const int Length = 4;

        private FeelValue _first;
    }
}

/// <summary>Makes a function value, taking along the locals that its body uses.</summary>
internal sealed class FunctionCode(
    FunctionTemplate template, Code[] captures, int selfCapture, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var captured = captures.Length == 0 ? [] : new FeelValue[captures.Length];
        for (var i = 0; i < captures.Length; i++)
        {
            captured[i] = i == selfCapture ? default : captures[i].Evaluate(e);
        }

        var closure = new Closure(template, captured, e.Scope, e.Source);
        if (selfCapture >= 0)
        {
            captured[selfCapture] = closure;
        }

        return closure;
    }
}

/// <summary>What all values of one function literal share. Slots: parameters, then locals.</summary>
internal sealed record FunctionTemplate(string Name, string[] Parameters, FeelType[] Types, FeelType Result)
{
    public Code Body { get; set; } = null!;

    public int Slots { get; set; }
}

internal sealed class Closure(FunctionTemplate template, FeelValue[] captured, IFeelScope scope, FeelSource source)
    : FeelFunction(template.Name, template.Parameters)
{
    public FunctionTemplate Template => template;

    internal override FeelValue Invoke(Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, int position)
    {
        if (arguments.Length != template.Parameters.Length)
        {
            return evaluation.Null(
                position, $"{this} needs {template.Parameters.Length} arguments, not {arguments.Length}");
        }

        var frame = evaluation.Enter(scope, source, captured, template.Slots);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!template.Types[i].TryCoerce(arguments[i], out var coerced))
            {
                evaluation.Leave(frame);
                return evaluation.Null(
                    position, $"'{template.Parameters[i]}' of {this} cannot be {Words.For(arguments[i])}");
            }

            evaluation.SetLocal(i, coerced);
        }

        var value = template.Body.Evaluate(evaluation);
        evaluation.Leave(frame);
        return template.Result.TryCoerce(value, out var result)
            ? result
            : evaluation.Null(position, $"{this} gave {Words.For(value)}, which is not of its type");
    }
}

internal sealed class HostFunction(string name, IReadOnlyList<string> parameters, FeelHostBody body)
    : FeelFunction(name, parameters)
{
    private protected override bool AcceptsFewer => true;

    internal override FeelValue Invoke(Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, int position)
    {
        evaluation.Step();
        if (arguments.Length > Parameters.Count)
        {
            return evaluation.Null(position, $"{this} takes {Parameters.Count} arguments, not {arguments.Length}");
        }

        var padded = new FeelValue[Parameters.Count];
        arguments.CopyTo(padded);
        var answer = body(padded, evaluation.Environment);
        return answer.Reason is null ? answer.Value : evaluation.Null(position, $"{Name}: {answer.Reason}");
    }
}
