using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Reads the text of a range whose ends are literals, as <c>range(from)</c> takes it.</summary>
internal static class RangeText
{
    private static readonly string[] Constructors = ["date", "time", "date and time", "duration"];

    public static bool TryParse(string text, out FeelRange range)
    {
        range = null!;
        if (text.Length > 1000 || !TryRead(text, out var node)
            || !TryLiteral(node.Start, out var start) || !TryLiteral(node.End, out var end)
            || (start.IsNull && end.IsNull))
        {
            return false;
        }

        if (!start.IsNull && !end.IsNull && (!Comparison.TryOrder(start, end, out var order) || order > 0))
        {
            return false;
        }

        range = new FeelRange(start, node.StartIncluded, end, node.EndIncluded);
        return true;
    }

    private static bool TryRead(string text, out RangeNode range)
    {
        range = null!;
        try
        {
            range = (new Parser(text, new FeelCompileOptions(), Builtins.Table(null)).ParseExpression() as RangeNode)!;
            return range is not null;
        }
        catch (FeelSyntaxException)
        {
            return false;
        }
    }

    private static bool TryLiteral(FeelNode node, out FeelValue value)
    {
        value = default;
        switch (node)
        {
            case LiteralNode literal:
                value = literal.Value;
                return true;
            case AtNode at:
                return TemporalParser.TryParseAny(at.Text, out value);
            case NegateNode { Operand: LiteralNode { Value.Kind: FeelKind.Number } number }:
                value = -number.Value.Number;
                return true;
            case CallNode { Function: NameNode name, Arguments: [LiteralNode { Value.Kind: FeelKind.String } argument] }
                when Constructors.Contains(name.Name):
                return TemporalParser.TryParseAny(argument.Value.String, out value);
            default:
                return false;
        }
    }
}
