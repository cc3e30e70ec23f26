using Peninsula.Decisions.Feel.Compilation;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>What a function answers: a value, and when that is null because of an error, the reason in plain words.</summary>
public readonly record struct FeelAnswer(FeelValue Value, string? Reason)
{
    /// <summary>An answer without a complaint.</summary>
    public static implicit operator FeelAnswer(FeelValue value) => new(value, null);

    /// <summary>Null, because of <paramref name="reason"/>.</summary>
    public static FeelAnswer Fail(string reason) => new(default, reason);
}

/// <summary>What a function of the host does with its evaluated arguments, one per parameter (null when absent).</summary>
public delegate FeelAnswer FeelHostBody(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment);

/// <summary>A function as a value.</summary>
public abstract class FeelFunction
{
    private protected FeelFunction(string name, IReadOnlyList<string> parameters)
    {
        Name = name;
        Parameters = parameters;
    }

    /// <summary>The name, or an empty string for a function literal.</summary>
    public string Name { get; }

    /// <summary>The parameters' names, in order; named invocation uses them.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>
    /// A function that the host supplies. Arguments may be given by position or by name; those left out are null.
    /// It must be pure but for what <see cref="FeelEnvironment"/> gives it.
    /// </summary>
    public static FeelFunction Create(string name, IReadOnlyList<string> parameters, FeelHostBody body) =>
        new HostFunction(name, parameters, body);

    /// <summary>The function's name and parameters.</summary>
    public override string ToString() => $"function {Name}({string.Join(", ", Parameters)})";

    internal abstract FeelValue Invoke(Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, int position);

    /// <summary>Invokes with named arguments; the names are known to be distinct.</summary>
    internal virtual FeelValue InvokeNamed(
        Evaluation evaluation, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments, int position)
    {
        var ordered = new FeelValue[Parameters.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var target = Parameters.IndexOfName(names[i]);
            if (target < 0)
            {
                return evaluation.Null(position, $"{this} has no parameter named '{names[i]}'");
            }

            ordered[target] = arguments[i];
        }

        return names.Count == Parameters.Count || AcceptsFewer
            ? Invoke(evaluation, ordered, position)
            : evaluation.Null(position, $"{this} needs {Parameters.Count} arguments, not {names.Count}");
    }

    private protected virtual bool AcceptsFewer => false;
}
