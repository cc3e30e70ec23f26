using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>
/// What is known of a value before anything is evaluated: the kinds that it may be of. Null is possible always, so it is
/// not counted; without any kind, the value is null.
/// </summary>
internal sealed record StaticType(int Kinds)
{
    private const int All = (1 << ((int)FeelKind.Function + 1)) - 2;

    public static readonly StaticType Unknown = new(All);
    public static readonly StaticType Null = new(0);
    public static readonly StaticType Boolean = Of(FeelKind.Boolean);
    public static readonly StaticType Number = Of(FeelKind.Number);
    public static readonly StaticType String = Of(FeelKind.String);

    /// <summary>What a list holds.</summary>
    public StaticType? Item { get; init; }

    /// <summary>The entries of a context, when they are known to be all.</summary>
    public IReadOnlyDictionary<string, StaticType>? Members { get; init; }

    /// <summary>The only values that are allowed, where they can be counted.</summary>
    public IReadOnlyList<FeelValue>? Values { get; init; }

    /// <summary>The parameters of a function that is not a built-in.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }

    /// <summary>What calling the function gives.</summary>
    public StaticType? Result { get; init; }

    public bool IsNull => Kinds == 0;

    public bool IsUnknown => Kinds == All;

    public static StaticType Of(params ReadOnlySpan<FeelKind> kinds)
    {
        var mask = 0;
        foreach (var kind in kinds)
        {
            mask |= Bit(kind);
        }

        return new StaticType(mask);
    }

    public static StaticType ListOf(StaticType item) => new(Bit(FeelKind.List)) { Item = item };

    public static StaticType ContextOf(IReadOnlyDictionary<string, StaticType> members) =>
        new(Bit(FeelKind.Context)) { Members = members };

    public static StaticType FunctionOf(IReadOnlyList<string> parameters, StaticType result) =>
        new(Bit(FeelKind.Function)) { Parameters = parameters, Result = result };

    public bool Could(FeelKind kind) => (Kinds & Bit(kind)) != 0;

    public bool Could(params ReadOnlySpan<FeelKind> kinds) => (Kinds & Of(kinds).Kinds) != 0;

    public bool IsOnly(FeelKind kind) => Kinds == Bit(kind);

    /// <summary>Either of two; what is known of only one of them is not known of both.</summary>
    public StaticType Or(StaticType other) => IsNull ? other : other.IsNull ? this : new(Kinds | other.Kinds)
    {
        Item = Item is null ? other.Item : other.Item is null ? Item : Item.Or(other.Item),
    };

    /// <summary>Whether a value of this may be taken where the other is needed, by the implicit conversions too.</summary>
    public bool MayBecome(int kinds) =>
        Kinds == 0
        || (Kinds & kinds) != 0
        || Could(FeelKind.List)
        || (kinds & Bit(FeelKind.List)) != 0
        || (Could(FeelKind.Date) && (kinds & Bit(FeelKind.DateTime)) != 0);

    public override string ToString()
    {
        var names = Enum.GetValues<FeelKind>().Where(k => k != FeelKind.Null && Could(k)).Select(Words.For).ToArray();
        return names.Length switch
        {
            0 => "null",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} or {names[^1]}",
        };
    }

    internal static int Bit(FeelKind kind) => 1 << (int)kind;
}
