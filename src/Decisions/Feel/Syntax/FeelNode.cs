using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Syntax;

/// <summary>A node of the syntax tree; the position is a character index in the expression's text.</summary>
internal abstract record FeelNode(int Position);

internal sealed record LiteralNode(FeelValue Value, int Position) : FeelNode(Position);

/// <summary>A temporal literal such as <c>@"2026-05-01"</c>.</summary>
internal sealed record AtNode(string Text, int Position) : FeelNode(Position);

internal sealed record NameNode(string Name, int Position) : FeelNode(Position);

internal sealed record PathNode(FeelNode Source, string Member, int Position) : FeelNode(Position);

internal sealed record FilterNode(FeelNode Source, FeelNode Condition, int Position) : FeelNode(Position);

/// <summary>A call; <paramref name="Names"/> is empty when the arguments stand by position.</summary>
internal sealed record CallNode(FeelNode Function, Sequence<FeelNode> Arguments, Sequence<string> Names, int Position)
    : FeelNode(Position);

internal sealed record NegateNode(FeelNode Operand, int Position) : FeelNode(Position);

internal sealed record ArithmeticNode(ArithmeticOperator Operator, FeelNode Left, FeelNode Right, int Position)
    : FeelNode(Position);

internal sealed record ComparisonNode(ComparisonOperator Operator, FeelNode Left, FeelNode Right, int Position)
    : FeelNode(Position);

internal sealed record LogicalNode(bool IsAnd, FeelNode Left, FeelNode Right, int Position) : FeelNode(Position);

internal sealed record BetweenNode(FeelNode Value, FeelNode Low, FeelNode High, int Position) : FeelNode(Position);

/// <summary>Whether a value passes any of the tests.</summary>
internal sealed record InNode(FeelNode Value, Sequence<FeelNode> Tests, int Position) : FeelNode(Position);

internal sealed record IfNode(FeelNode Condition, FeelNode Then, FeelNode Else, int Position) : FeelNode(Position);

/// <summary>One variable of a loop; <paramref name="End"/> is given for <c>for i in a..b</c>.</summary>
internal sealed record LoopVariable(string Name, FeelNode Source, FeelNode? End);

internal sealed record ForNode(Sequence<LoopVariable> Variables, FeelNode Body, int Position) : FeelNode(Position);

internal sealed record QuantifiedNode(bool IsEvery, Sequence<LoopVariable> Variables, FeelNode Condition, int Position)
    : FeelNode(Position);

internal sealed record InstanceOfNode(FeelNode Value, TypeNode Type, int Position) : FeelNode(Position);

internal sealed record ListNode(Sequence<FeelNode> Items, int Position) : FeelNode(Position);

internal sealed record ContextNode(Sequence<ContextEntryNode> Entries, int Position) : FeelNode(Position);

internal sealed record ContextEntryNode(string Name, FeelNode Value, int Position);

internal sealed record RangeNode(FeelNode Start, bool StartIncluded, FeelNode End, bool EndIncluded, int Position)
    : FeelNode(Position);

/// <summary>A range written as a comparison, such as <c>(&lt; 5)</c>.</summary>
internal sealed record OpenRangeNode(ComparisonOperator Operator, FeelNode Operand, int Position) : FeelNode(Position);

/// <summary>A test such as <c>&gt;= 18</c>, whose left side is the tested value.</summary>
internal sealed record UnaryComparisonNode(ComparisonOperator Operator, FeelNode Operand, int Position)
    : FeelNode(Position);

/// <summary>The tests of a decision table's cell; without any (<c>-</c>), everything passes.</summary>
internal sealed record UnaryTestsNode(Sequence<FeelNode> Tests, bool Negated, int Position) : FeelNode(Position);

internal sealed record FunctionNode(Sequence<ParameterNode> Parameters, FeelNode Body, bool IsExternal, int Position)
    : FeelNode(Position);

internal sealed record ParameterNode(string Name, TypeNode? Type);

/// <summary>
/// A type: a name with its arguments (<c>list&lt;number&gt;</c>), members of a context type, or a function's
/// parameters with the result last.
/// </summary>
internal sealed record TypeNode(string Name, Sequence<TypeNode> Arguments, Sequence<string> Members, int Position);

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
