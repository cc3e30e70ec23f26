using System.Collections;
using System.Reflection;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>Compares syntax trees but for the places in the text, which printing changes.</summary>
internal static class SameTree
{
    public static bool Are(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when left.GetType() != right.GetType() => false,
        (string, string) => left.Equals(right),
        (IEnumerable a, IEnumerable b) => a.Cast<object>().ToArray() is var one && b.Cast<object>().ToArray() is var other
            && one.Length == other.Length && one.Zip(other).All(pair => Are(pair.First, pair.Second)),
        _ when IsSyntax(left.GetType()) => Parts(left.GetType()).All(p => Are(p.GetValue(left), p.GetValue(right))),
        _ => left.Equals(right),
    };

    private static bool IsSyntax(Type type) => type.IsClass && type.Namespace == typeof(FeelNode).Namespace;

    private static IEnumerable<PropertyInfo> Parts(Type type) => type.GetProperties().Where(p => p.Name != nameof(FeelNode.Position));
}
