using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>
/// What is known of a cell that depends on the tested value alone: plain tests, and conditions on <c>?</c> joined by
/// <c>and</c>, <c>or</c> and <c>not</c>.
/// </summary>
internal abstract record CellTest
{
    /// <summary>The bounds that split the values.</summary>
    public abstract IEnumerable<Interval> Intervals { get; }

    /// <summary>Whether null is tested for.</summary>
    public virtual bool MindsNull => false;

    /// <summary>Whether a value passes; <c>null</c> here stands for any that no cell names, FEEL's null for itself.</summary>
    public abstract bool Passes(FeelValue? value);

    /// <summary>Null when the cell depends on more than the value.</summary>
    public static CellTest? Read(FeelNode node) => node switch
    {
        SourceNode source => Read(source.Inner),
        UnaryTestsNode { Tests.Count: 0 } => new Plain(new Cell([], false)),
        UnaryTestsNode tests => Any(tests.Tests) is { } any ? tests.Negated ? new Not(any) : any : null,
        _ => null,
    };

    private static CellTest? Any(IEnumerable<FeelNode> tests)
    {
        var all = tests.Select(One).ToArray();
        return all.Length == 0 || Array.Exists(all, test => test is Unreadable)
            ? null
            : all[1..].Aggregate(all[0], (first, second) => new Either(first, second));
    }

    private static CellTest One(FeelNode test) => test switch
    {
        LiteralNode { Value.IsNull: true } => new IsNull(),
        UnaryComparisonNode { Operator: ComparisonOperator.NotEqual, Operand: var operand } => Negated(One(operand)),
        ListNode list => Any(list.Items) ?? new Unreadable(),
        LogicalNode or ComparisonNode or BetweenNode or InNode or CallNode when Condition(test) is { } condition => condition,
        _ when Cell.Read(new UnaryTestsNode(new(test), false, 0)) is { } cell => new Plain(cell),
        _ => new Unreadable(),
    };

    /// <summary>A condition in which <c>?</c> is the only name.</summary>
    private static CellTest? Condition(FeelNode node) => node switch
    {
        LogicalNode logical when Condition(logical.Left) is { } left && Condition(logical.Right) is { } right =>
            logical.IsAnd ? new Both(left, right) : new Either(left, right),
        ComparisonNode { Left: NameNode { Name: "?" } } comparison =>
            Readable(One(new UnaryComparisonNode(comparison.Operator, comparison.Right, 0))),
        ComparisonNode { Right: NameNode { Name: "?" } } comparison =>
            Readable(One(new UnaryComparisonNode(Turned(comparison.Operator), comparison.Left, 0))),
        BetweenNode { Value: NameNode { Name: "?" } } between =>
            Readable(One(new RangeNode(between.Low, true, between.High, true, 0))),
        InNode { Value: NameNode { Name: "?" } } within => Any(within.Tests),
        CallNode { Function: NameNode { Name: "not" }, Names.Count: 0, Arguments: [var argument] } when Condition(argument) is { } inner => new Not(inner),
        _ => null,
    };

    private static CellTest? Readable(CellTest test) => test is Unreadable ? null : test;

    private static CellTest Negated(CellTest test) => test is Unreadable ? test : new Not(test);

    private static ComparisonOperator Turned(ComparisonOperator kind) => kind switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => kind,
    };

    private sealed record Plain(Cell Cell) : CellTest
    {
        public override IEnumerable<Interval> Intervals => Cell.Intervals;

        public override bool Passes(FeelValue? value) => value is { } known ? Cell.Passes(known) : Cell.IsAny || Cell.Negated;
    }

    private sealed record IsNull : CellTest
    {
        public override IEnumerable<Interval> Intervals => [];

        public override bool MindsNull => true;

        public override bool Passes(FeelValue? value) => value is { IsNull: true };
    }

    private sealed record Not(CellTest Inner) : CellTest
    {
        public override IEnumerable<Interval> Intervals => Inner.Intervals;

        public override bool MindsNull => Inner.MindsNull;

        public override bool Passes(FeelValue? value) => !Inner.Passes(value);
    }

    private sealed record Either(CellTest First, CellTest Second) : CellTest
    {
        public override IEnumerable<Interval> Intervals => First.Intervals.Concat(Second.Intervals);

        public override bool MindsNull => First.MindsNull || Second.MindsNull;

        public override bool Passes(FeelValue? value) => First.Passes(value) || Second.Passes(value);
    }

    private sealed record Both(CellTest First, CellTest Second) : CellTest
    {
        public override IEnumerable<Interval> Intervals => First.Intervals.Concat(Second.Intervals);

        public override bool MindsNull => First.MindsNull || Second.MindsNull;

        public override bool Passes(FeelValue? value) => First.Passes(value) && Second.Passes(value);
    }

    private sealed record Unreadable : CellTest
    {
        public override IEnumerable<Interval> Intervals => [];

        public override bool Passes(FeelValue? value) => true;
    }
}
