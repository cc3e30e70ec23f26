using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>Random syntax trees.</summary>
internal sealed class Trees(Random random)
{
    private static readonly string[] Names = ["a", "b", "risk", "age", "count", "string", "date", "x_1", "éclair"];
    private static readonly string[] Texts = ["", "high", "a \"quoted\" one", "back\\slash", "line\nbreak", "\U0001F40E"];

    public FeelNode Next(int depth) => depth <= 0 ? Leaf() : random.Next(18) switch
    {
        0 => new PathNode(Next(depth - 1), Name(), 0),
        1 => new FilterNode(Next(depth - 1), Next(depth - 1), 0),
        2 => new CallNode(new NameNode(Name(), 0), Several(depth), default, 0),
        3 => new CallNode(new NameNode(Name(), 0), new(Next(depth - 1), Next(depth - 1)), new("p", "q"), 0),
        4 => new NegateNode(Next(depth - 1), 0),
        5 => new ArithmeticNode((ArithmeticOperator)random.Next(5), Next(depth - 1), Next(depth - 1), 0),
        6 => new ComparisonNode((ComparisonOperator)random.Next(6), Next(depth - 1), Next(depth - 1), 0),
        7 => new LogicalNode(random.Next(2) == 0, Next(depth - 1), Next(depth - 1), 0),
        8 => new BetweenNode(Next(depth - 1), Next(depth - 1), Next(depth - 1), 0),
        9 => new InNode(Next(depth - 1), new(Next(depth - 1), new UnaryComparisonNode((ComparisonOperator)random.Next(6), Next(depth - 1), 0)), 0),
        10 => new IfNode(Next(depth - 1), Next(depth - 1), Next(depth - 1), 0),
        11 => new ForNode(new(new LoopVariable(Name(), Next(depth - 1), null), new LoopVariable(Name(), Next(depth - 1), Next(depth - 1))), Next(depth - 1), 0),
        12 => new QuantifiedNode(random.Next(2) == 0, new(new LoopVariable(Name(), Next(depth - 1), null)), Next(depth - 1), 0),
        13 => new InstanceOfNode(Next(depth - 1), new TypeNode("list", new(new TypeNode("number", default, default, 0)), default, 0), 0),
        14 => new ListNode(Several(depth), 0),
        15 => new ContextNode(new(new ContextEntryNode("k", Next(depth - 1), 0), new ContextEntryNode("l", Next(depth - 1), 0)), 0),
        16 => new RangeNode(Next(depth - 1), random.Next(2) == 0, Next(depth - 1), random.Next(2) == 0, 0),
        _ => new FunctionNode(new(new ParameterNode("n", null)), Next(depth - 1), false, 0),
    };

    private FeelNode Leaf() => random.Next(6) switch
    {
        0 => new LiteralNode(random.Next(-5, 100) is var n and >= 0 ? n : 0.5m, 0),
        1 => new LiteralNode(Texts[random.Next(Texts.Length)], 0),
        2 => new LiteralNode(random.Next(2) == 0, 0),
        3 => new LiteralNode(FeelValue.Null, 0),
        4 => new AtNode("2026-05-01", 0),
        _ => new NameNode(Name(), 0),
    };

    private Sequence<FeelNode> Several(int depth) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth - 1))]);

    private string Name() => Names[random.Next(Names.Length)];
}
