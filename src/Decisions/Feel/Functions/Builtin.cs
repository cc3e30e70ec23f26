using Peninsula.Decisions.Feel.Compilation;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>One call of a built-in: its arguments, brought to the parameters' types; absent ones are null.</summary>
internal readonly ref struct BuiltinCall(
    Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, int position, string name)
{
    public Evaluation Evaluation => evaluation;

    public int Position => position;

    private readonly ReadOnlySpan<FeelValue> _arguments = arguments;

    public FeelValue this[int index] => _arguments[index];

    public bool Has(int index) => !_arguments[index].IsNull;

    public FeelValue Fail(string reason) => evaluation.Null(position, $"{name}: {reason}");
}

internal delegate FeelValue BuiltinBody(BuiltinCall call);

/// <summary>A built-in function: one or more signatures, the first that fits is called.</summary>
internal sealed class Builtin(string name, Signature[] signatures)
    : FeelFunction(name, signatures[0].Names)
{
    public IReadOnlyList<Signature> Signatures => signatures;

    internal override FeelValue Invoke(Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, int position)
    {
        string? complaint = null;
        foreach (var signature in signatures)
        {
            if (signature.Accepts(arguments.Length)
                && signature.TryBind(arguments, out var bound, ref complaint))
            {
                return signature.Body(new BuiltinCall(evaluation, bound, position, Name));
            }
        }

        return evaluation.Null(position, $"{Name}: {complaint ?? $"it does not take {arguments.Length} arguments"}");
    }

    internal override FeelValue InvokeNamed(
        Evaluation evaluation, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments, int position)
    {
        string? complaint = null;
        foreach (var signature in signatures)
        {
            if (signature.TryOrder(names, arguments, out var ordered)
                && signature.TryBind(ordered, out var bound, ref complaint))
            {
                return signature.Body(new BuiltinCall(evaluation, bound, position, Name));
            }
        }

        return evaluation.Null(
            position, $"{Name}: {complaint ?? $"it has no parameters named {string.Join(", ", names)}"}");
    }
}

/// <summary>
/// The parameters of a built-in, written as <c>string: string, start position: number, length?: number</c>.
/// <c>?</c> marks one that may be absent, <c>...</c> one that collects the arguments from there on,
/// <c>|</c> joins types, <c>any</c> takes null too.
/// </summary>
internal sealed class Signature
{
    private readonly Parameter[] _parameters;
    private readonly int _required;

    public Signature(string text, BuiltinBody body)
    {
        _parameters = text.Length == 0 ? [] : [.. text.Split(',').Select(Parameter.Parse)];
        _required = _parameters.Count(p => !p.IsOptional);
        Names = [.. _parameters.Select(p => p.Name)];
        Body = body;
    }

    public string[] Names { get; }

    public BuiltinBody Body { get; }

    private bool IsVariadic => _parameters.Length > 0 && _parameters[^1].IsVariadic;

    public bool Accepts(int count) => count >= _required && (IsVariadic || count <= _parameters.Length);

    public bool TryOrder(IReadOnlyList<string> names, ReadOnlySpan<FeelValue> values, out FeelValue[] ordered)
    {
        ordered = new FeelValue[_parameters.Length];
        var given = 0;
        for (var i = 0; i < names.Count; i++)
        {
            var index = Names.IndexOfName(names[i]);
            if (index < 0)
            {
                return false;
            }

            ordered[index] = values[i];
            given += _parameters[index].IsOptional ? 0 : 1;
        }

        return given == _required;
    }

    /// <summary>Converts the arguments to the parameters' types, or says which does not fit.</summary>
    public bool TryBind(ReadOnlySpan<FeelValue> arguments, out FeelValue[] bound, ref string? complaint)
    {
        bound = new FeelValue[_parameters.Length];
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            if (parameter.IsVariadic)
            {
                bound[i] = Collect(arguments[i..]);
                return true;
            }

            var value = i < arguments.Length ? arguments[i] : default;
            if (value.IsNull && parameter.IsOptional)
            {
                continue;
            }

            if (!parameter.TryConvert(value, out bound[i]))
            {
                complaint ??= $"'{parameter.Name}' cannot be {Words.For(value)}";
                return false;
            }
        }

        return true;
    }

    private static FeelValue Collect(ReadOnlySpan<FeelValue> rest) =>
        rest.Length == 1 && rest[0].Kind == FeelKind.List ? rest[0] : FeelList.Of(rest.ToArray());

    private readonly record struct Parameter(string Name, int Kinds, bool IsOptional, bool IsVariadic)
    {
        private const int Any = -1;

        public static Parameter Parse(string text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var name = text[..colon].Trim();
            var kinds = text[(colon + 1)..].Split('|').Aggregate(0, (mask, type) => mask | KindsOf(type.Trim()));
            var isVariadic = name.EndsWith("...", StringComparison.Ordinal);
            var isOptional = name.EndsWith('?');
            return new Parameter(name.TrimEnd('?', '.'), kinds, isOptional, isVariadic);
        }

        public bool TryConvert(FeelValue value, out FeelValue converted)
        {
            converted = value;
            if (Kinds == Any || (Kinds & Bit(value.Kind)) != 0)
            {
                return true;
            }

            if (value.IsNull)
            {
                return false;
            }

            if (Kinds == Bit(FeelKind.List))
            {
                converted = FeelList.Of([value]);
                return true;
            }

            if (value.Kind == FeelKind.List && value.Items.Count == 1 && (Kinds & Bit(value.Items[0].Kind)) != 0)
            {
                converted = value.Items[0];
                return true;
            }

            if (value.Kind == FeelKind.Date && (Kinds & Bit(FeelKind.DateTime)) != 0)
            {
                converted = new FeelDateTime(value.Date, new FeelTime(0, 0, null));
                return true;
            }

            return false;
        }

        private static int Bit(FeelKind kind) => 1 << (int)kind;

        private static int KindsOf(string type) => type switch
        {
            "any" => Any,
            "boolean" => Bit(FeelKind.Boolean),
            "number" => Bit(FeelKind.Number),
            "string" => Bit(FeelKind.String),
            "date" => Bit(FeelKind.Date),
            "time" => Bit(FeelKind.Time),
            "date and time" => Bit(FeelKind.DateTime),
            "duration" => Bit(FeelKind.DaysAndTimeDuration) | Bit(FeelKind.YearsAndMonthsDuration),
            "days and time duration" => Bit(FeelKind.DaysAndTimeDuration),
            "years and months duration" => Bit(FeelKind.YearsAndMonthsDuration),
            "list" => Bit(FeelKind.List),
            "context" => Bit(FeelKind.Context),
            "range" => Bit(FeelKind.Range),
            "function" => Bit(FeelKind.Function),
            "null" => Bit(FeelKind.Null),
            _ => throw new ArgumentException($"no type '{type}'", nameof(type)),
        };
    }
}
