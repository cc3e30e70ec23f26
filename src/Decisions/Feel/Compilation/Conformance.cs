namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>Whether every value of one type is a value of another (DMN 1.5, 10.3.2.9.2).</summary>
internal static class Conformance
{
    public static bool ConformsTo(this FeelType type, FeelType other, int depth = 16) => (type.Bare, other.Bare) switch
    {
        _ when depth == 0 => true,
        (_, AnyType) or (NullType, _) => true,
        (KindType a, KindType b) => a.Kind == b.Kind,
        (ListType a, ListType b) => a.Item.ConformsTo(b.Item, depth - 1),
        (RangeType a, RangeType b) => a.End.ConformsTo(b.End, depth - 1),
        (ContextType a, ContextType b) => b.Members.All(m => a.Find(m.Name)?.ConformsTo(m.Type, depth - 1) == true),
        (FunctionType a, FunctionType b) => a.ConformsTo(b.Parameters, b.Result, depth - 1),
        _ => false,
    };

    /// <summary>A function takes at least what the other takes, and gives at most what the other gives.</summary>
    private static bool ConformsTo(this FunctionType type, FeelType[]? parameters, FeelType result, int depth) =>
        parameters is null || (type.Parameters is { } own && Takes(own, parameters, depth) && type.Result.ConformsTo(result, depth));

    public static bool Takes(FeelType[] own, FeelType[] needed, int depth = 16) =>
        own.Length == needed.Length && needed.Zip(own).All(pair => pair.First.ConformsTo(pair.Second, depth));
}
