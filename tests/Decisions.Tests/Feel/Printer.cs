using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>Writes a syntax tree with every operand in parentheses, so that the text shows the tree.</summary>
internal static class Printer
{
    private static readonly Dictionary<ComparisonOperator, string> Comparisons = new()
    {
        [ComparisonOperator.Equal] = "=",
        [ComparisonOperator.NotEqual] = "!=",
        [ComparisonOperator.Less] = "<",
        [ComparisonOperator.LessOrEqual] = "<=",
        [ComparisonOperator.Greater] = ">",
        [ComparisonOperator.GreaterOrEqual] = ">=",
    };

    private static readonly Dictionary<ArithmeticOperator, string> Arithmetics = new()
    {
        [ArithmeticOperator.Add] = "+",
        [ArithmeticOperator.Subtract] = "-",
        [ArithmeticOperator.Multiply] = "*",
        [ArithmeticOperator.Divide] = "/",
        [ArithmeticOperator.Power] = "**",
    };

    public static string Print(FeelNode node) => node switch
    {
        LiteralNode n => n.Value.ToString(),
        AtNode n => "@" + (FeelValue)n.Text,
        NameNode n => n.Name,
        PathNode n => $"{Operand(n.Source)}.{n.Member}",
        FilterNode n => $"{Operand(n.Source)}[{Print(n.Condition)}]",
        CallNode { Names.Count: 0 } n => $"{Operand(n.Function)}({Join(n.Arguments)})",
        CallNode n => $"{Operand(n.Function)}({string.Join(", ", n.Names.Zip(n.Arguments, (name, a) => $"{name}: {Print(a)}"))})",
        NegateNode n => $"-{Operand(n.Operand)}",
        ArithmeticNode n => $"{Operand(n.Left)} {Arithmetics[n.Operator]} {Operand(n.Right)}",
        ComparisonNode n => $"{Operand(n.Left)} {Comparisons[n.Operator]} {Operand(n.Right)}",
        LogicalNode n => $"{Operand(n.Left)} {(n.IsAnd ? "and" : "or")} {Operand(n.Right)}",
        BetweenNode n => $"{Operand(n.Value)} between {Operand(n.Low)} and {Operand(n.High)}",
        InNode n => $"{Operand(n.Value)} in ({Join(n.Tests)})",
        IfNode n => $"if {Print(n.Condition)} then {Print(n.Then)} else {Print(n.Else)}",
        ForNode n => $"for {Loops(n.Variables)} return {Print(n.Body)}",
        QuantifiedNode n => $"{(n.IsEvery ? "every" : "some")} {Loops(n.Variables)} satisfies {Print(n.Condition)}",
        InstanceOfNode n => $"{Operand(n.Value)} instance of {Type(n.Type)}",
        ListNode n => $"[{Join(n.Items)}]",
        ContextNode n => $"{{{string.Join(", ", n.Entries.Select(e => $"{e.Name}: {Print(e.Value)}"))}}}",
        RangeNode n => $"{(n.StartIncluded ? '[' : '(')}{Operand(n.Start)}..{Operand(n.End)}{(n.EndIncluded ? ']' : ')')}",
        OpenRangeNode n => $"({Comparisons[n.Operator]} {Operand(n.Operand)})",
        UnaryComparisonNode n => $"{Comparisons[n.Operator]} {Operand(n.Operand)}",
        FunctionNode n => $"function({string.Join(", ", n.Parameters.Select(p => p.Name + (p.Type is null ? "" : ": " + Type(p.Type))))}) {Print(n.Body)}",
        _ => throw new ArgumentException($"{node.GetType().Name} is not printed", nameof(node)),
    };

    private static string Operand(FeelNode node) => node is NameNode or ListNode or OpenRangeNode ? Print(node) : $"({Print(node)})";

    private static string Join(IEnumerable<FeelNode> nodes) => string.Join(", ", nodes.Select(Print));

    private static string Loops(IEnumerable<LoopVariable> loops) => string.Join(
        ", ", loops.Select(l => $"{l.Name} in {Operand(l.Source)}{(l.End is null ? "" : ".." + Operand(l.End))}"));

    private static string Type(TypeNode type) => type.Arguments.Count == 0
        ? type.Name
        : $"{type.Name}<{string.Join(", ", type.Arguments.Select((a, i) => (type.Members.Count > 0 ? type.Members[i] + ": " : "") + Type(a)))}>";
}
