using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

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
                && signature.TryBind(arguments, -1, out var bound, ref complaint))
            {
                return evaluation.Bounded(signature.Body(new BuiltinCall(evaluation, bound, position, Name)));
            }
        }

        return evaluation.Null(position, $"{Name}: {complaint ?? $"it does not take {arguments.Length} arguments"}");
    }

    /// <summary>What is wrong with arguments of these types by position, if none of them can be right.</summary>
    public string? Complaint(IReadOnlyList<StaticType> arguments)
    {
        string? complaint = null;
        return signatures.Any(s => s.Accepts(arguments.Count) && s.CouldBind(arguments, ref complaint))
            ? null
            : complaint ?? $"it does not take {arguments.Count} arguments";
    }

    /// <summary>What is wrong with arguments of these types by name.</summary>
    public string? Complaint(IReadOnlyList<string> names, IReadOnlyList<StaticType> arguments)
    {
        string? complaint = null;
        return signatures.Any(s => s.Order(names, arguments) is { } ordered && s.CouldBind(ordered, ref complaint))
            ? null
            : complaint ?? $"it has no parameters named {string.Join(", ", names)}";
    }

    internal override FeelValue InvokeNamed(
        Evaluation evaluation, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments, int position)
    {
        string? complaint = null;

        // before(range, point) and before(point, range) have the same names: the order in which they are written tells.
        foreach (var signature in signatures.OrderByDescending(s => s.Names.AsSpan().SequenceEqual(names.ToArray())))
        {
            if (signature.TryOrder(names, arguments, out var ordered, out var given)
                && signature.TryBind(ordered, given, out var bound, ref complaint))
            {
                return evaluation.Bounded(signature.Body(new BuiltinCall(evaluation, bound, position, Name)));
            }
        }

        return evaluation.Null(
            position, $"{Name}: {complaint ?? $"it has no parameters named {string.Join(", ", names)}"}");
    }
}

/// <summary>
/// The parameters of a built-in, written as <c>string: string, start position: number, length?: number</c>.
/// <c>?</c> marks one that may be left out (null must not stand for it, unless its types have <c>null</c>), <c>~</c> one
/// that may be left out in a call by names. <c>...</c> collects the arguments from there on, or takes one list as it is;
/// <c>*</c> collects always. <c>|</c> joins types; <c>any</c> takes null too.
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

    public bool TryOrder(IReadOnlyList<string> names, ReadOnlySpan<FeelValue> values, out FeelValue[] ordered, out int given)
    {
        ordered = new FeelValue[_parameters.Length];
        given = 0;
        for (var i = 0; i < names.Count; i++)
        {
            var index = Names.IndexOfName(names[i]);
            if (index < 0)
            {
                return false;
            }

            ordered[index] = values[i];
            given |= 1 << index;
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            if ((given & (1 << i)) == 0 && !_parameters[i].IsOptional && !_parameters[i].IsOptionalByName)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Converts the arguments to the parameters' types, or says which does not fit.</summary>
    /// <param name="arguments">The arguments in the order of the parameters.</param>
    /// <param name="given">A bit for each argument that was given; the others were left out.</param>
    /// <param name="bound">The converted arguments.</param>
    /// <param name="complaint">What does not fit, unless something has been said already.</param>
    public bool TryBind(ReadOnlySpan<FeelValue> arguments, int given, out FeelValue[] bound, ref string? complaint)
    {
        bound = new FeelValue[_parameters.Length];
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            if (parameter.IsVariadic)
            {
                bound[i] = parameter.IsRaw ? FeelList.Of(arguments[i..].ToArray()) : Collect(arguments[i..]);
                return true;
            }

            if (i >= arguments.Length || (given & (1 << i)) == 0)
            {
                continue;
            }

            var value = arguments[i];
            if (!parameter.TryConvert(value, out bound[i]))
            {
                complaint ??= $"'{parameter.Name}' cannot be {Words.For(value)}";
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether arguments of these types could be bound, as far as is known before evaluation.</summary>
    public bool CouldBind(IReadOnlyList<StaticType?> arguments, ref string? complaint)
    {
        for (var i = 0; i < _parameters.Length && !_parameters[i].IsVariadic; i++)
        {
            if (arguments.ElementAtOrDefault(i) is { } type && !type.MayBecome(_parameters[i].Kinds))
            {
                complaint ??= $"'{_parameters[i].Name}' cannot be {type}";
                return false;
            }
        }

        return true;
    }

    /// <summary>The types in the order of the parameters, absent ones null; null when the names do not fit.</summary>
    public StaticType?[]? Order(IReadOnlyList<string> names, IReadOnlyList<StaticType> types)
    {
        var ordered = new StaticType?[_parameters.Length];
        for (var i = 0; i < names.Count; i++)
        {
            if (Names.IndexOfName(names[i]) is not (>= 0 and var index))
            {
                return null;
            }

            ordered[index] = types[i];
        }

        return _parameters.Where((p, i) => ordered[i] is null && !p.IsOptional && !p.IsOptionalByName).Any() ? null : ordered;
    }

    private static FeelValue Collect(ReadOnlySpan<FeelValue> rest) =>
        rest.Length == 1 && rest[0].Kind == FeelKind.List ? rest[0] : FeelList.Of(rest.ToArray());

    private readonly record struct Parameter(
        string Name, int Kinds, bool IsOptional, bool IsOptionalByName, bool IsVariadic, bool IsRaw)
    {
        private const int Any = -1;

        public static Parameter Parse(string text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var name = text[..colon].Trim();
            var kinds = text[(colon + 1)..].Split('|').Aggregate(0, (mask, type) => mask | KindsOf(type.Trim()));
            var isRaw = name.EndsWith('*');
            return new Parameter(
                name.Trim('~', '?', '.', '*'),
                kinds,
                name.EndsWith('?'),
                name.StartsWith('~'),
                isRaw || name.EndsWith("...", StringComparison.Ordinal),
                isRaw);
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
            "point" => KindsOf("number") | KindsOf("string") | KindsOf("date") | KindsOf("time") | KindsOf("date and time") | KindsOf("duration"),
            "null" => Bit(FeelKind.Null),
            _ => throw new ArgumentException($"no type '{type}'", nameof(type)),
        };
    }
}
