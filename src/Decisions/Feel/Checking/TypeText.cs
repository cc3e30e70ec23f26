using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>Types written as FEEL writes them.</summary>
internal static class TypeText
{
    /// <summary>The type; unknown when the text is not one, since what is not known must refuse nothing.</summary>
    public static StaticType Read(string text)
    {
        try
        {
            return new Parser("null instance of " + text, new FeelCompileOptions(), Builtins.Table(null)).ParseExpression() is InstanceOfNode { Type: var type }
                ? Of(type)
                : StaticType.Unknown;
        }
        catch (FeelSyntaxException)
        {
            return StaticType.Unknown;
        }
    }

    private static StaticType Of(TypeNode node) => node switch
    {
        { Name: "list", Arguments: [var item] } => StaticType.ListOf(Of(item)),
        { Name: "context", Members.Count: > 0 } => StaticType.ContextOf(
            node.Members.Zip(node.Arguments).ToDictionary(m => m.First, m => Of(m.Second), StringComparer.Ordinal)),
        { Arguments.Count: 0 } => FeelTypes.Find(node.Name, [], [])?.Outline() ?? StaticType.Unknown,
        _ => StaticType.Unknown,
    };
}
