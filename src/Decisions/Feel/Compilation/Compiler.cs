using System.Runtime.CompilerServices;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>Turns a syntax tree into code: names become slots where they are local, built-ins are bound, types resolved.</summary>
internal sealed partial class Compiler(IFeelHost? host, Func<string, FeelType?>? types = null)
{
    /// <summary>So many levels fit well into the stack that the guard finds to be left.</summary>
    private const int GuardEvery = 32;

    private readonly List<UnknownName> _external = [];
    private int _level;
    private FrameScope _frame = new(null);

    /// <summary>The names left to the scope, in the order met; a name may stand more than once.</summary>
    public IReadOnlyList<UnknownName> External => _external;

    public int Slots => _frame.Slots;

    /// <summary>The text that is being compiled, where there are several.</summary>
    public FeelSource? Source { get; set; }

    public int Mark => _frame.Mark;

    public int Declare(string name) => _frame.Add(name);

    public void Release(int mark) => _frame.Return(mark);

    public Code Compile(FeelNode node)
    {
        if (++_level % GuardEvery == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FeelSyntaxException("the expression nests too deep", node.Position);
        }

        var code = CodeOf(node);
        return _level-- % GuardEvery == 0 && code is not ConstantCode ? new StackGuardCode(code, code.Position) : code;
    }

    private Code CodeOf(FeelNode node) => node switch
    {
        LiteralNode n => new ConstantCode(n.Value, n.Position),
        AtNode n => At(n),
        NameNode n => Resolve(n.Name, n.Position),
        PathNode n => new PathCode(Compile(n.Source), n.Member, n.Position),
        FilterNode n => Filter(n),
        CallNode n => Call(n),
        NegateNode n => Negate(n),
        ArithmeticNode n => new ArithmeticCode(n.Operator, Compile(n.Left), Compile(n.Right), n.Position),
        ComparisonNode n => new ComparisonCode(n.Operator, Compile(n.Left), Compile(n.Right), n.Position),
        LogicalNode n => new LogicalCode(n.IsAnd, Compile(n.Left), Compile(n.Right), n.Position),
        BetweenNode n => new BetweenCode(Compile(n.Value), Compile(n.Low), Compile(n.High), n.Position),
        InNode n => In(n),
        IfNode n => new IfCode(Compile(n.Condition), Compile(n.Then), Compile(n.Else), n.Position),
        ForNode n => For(n),
        QuantifiedNode n => Quantified(n),
        InstanceOfNode n => InstanceOf(n),
        ListNode n => new ListCode(CompileAll(n.Items), n.Position),
        ContextNode n => Context(n),
        RangeNode n => Range(n),
        OpenRangeNode n => new OpenRangeCode(n.Operator, Compile(n.Operand), n.Position),
        UnaryComparisonNode n => new MistakeCode("a test such as '!= 1' needs a value to test", n.Position),
        FunctionNode n => Function(n, null),
        UnaryTestsNode n => Tests(n),
        CustomNode n => n.Compile(this),
        _ => throw new InvalidOperationException($"no code for {node.GetType().Name}"),
    };

    /// <summary>A range between constants is a constant, made once.</summary>
    private Code Range(RangeNode node)
    {
        var (start, end) = (Compile(node.Start), Compile(node.End));
        return start is ConstantCode low && end is ConstantCode high && Comparison.TryOrder(low.Value, high.Value, out _)
            ? new ConstantCode(new FeelRange(low.Value, node.StartIncluded, high.Value, node.EndIncluded), node.Position)
            : new RangeCode(start, node.StartIncluded, end, node.EndIncluded, node.Position);
    }

    private Code[] CompileAll(Sequence<FeelNode> nodes) => [.. nodes.Select(Compile)];

    private static Code At(AtNode node) => TemporalParser.TryParseAny(node.Text, out var value)
        ? new ConstantCode(value, node.Position)
        : new MistakeCode($"'{node.Text}' is not a date, time or duration", node.Position);

    private Code Negate(NegateNode node) => node.Operand is LiteralNode { Value.Kind: FeelKind.Number } literal
        ? new ConstantCode(-literal.Value.Number, node.Position)
        : new NegateCode(Compile(node.Operand), node.Position);

    private Code InstanceOf(InstanceOfNode node) => TryType(node.Type, out var type)
        ? new InstanceOfCode(Compile(node.Value), type, node.Position)
        : new MistakeCode($"no type is named '{node.Type.Name}'", node.Type.Position);

    private FilterCode Filter(FilterNode node)
    {
        var source = Compile(node.Source);
        var mark = _frame.Mark;
        var slot = _frame.Add("item", isFilterItem: true);
        var condition = Compile(node.Condition);
        _frame.Return(mark);
        return new FilterCode(source, condition, slot, node.Position);
    }

    private ForCode For(ForNode node)
    {
        var mark = _frame.Mark;
        var loops = Loops(node.Variables);
        var partial = _frame.Add("partial");
        var body = Compile(node.Body);
        _frame.Return(mark);
        return new ForCode(loops, body, partial, node.Position);
    }

    private QuantifiedCode Quantified(QuantifiedNode node)
    {
        var mark = _frame.Mark;
        var loops = Loops(node.Variables);
        var condition = Compile(node.Condition);
        _frame.Return(mark);
        return new QuantifiedCode(node.IsEvery, loops, condition, node.Position);
    }

    private LoopCode[] Loops(Sequence<LoopVariable> variables)
    {
        var loops = new LoopCode[variables.Count];
        for (var i = 0; i < loops.Length; i++)
        {
            var source = Compile(variables[i].Source);
            var end = variables[i].End is { } last ? Compile(last) : null;
            loops[i] = new LoopCode(_frame.Add(variables[i].Name), source, end);
        }

        return loops;
    }

    private ContextCode Context(ContextNode node)
    {
        var mark = _frame.Mark;
        var count = node.Entries.Count;
        var (names, values, slots) = (new string[count], new Code[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var entry = node.Entries[i];
            names[i] = entry.Name;
            values[i] = entry.Value is FunctionNode function ? Function(function, entry.Name) : Compile(entry.Value);
            slots[i] = _frame.Add(entry.Name);
        }

        _frame.Return(mark);
        return new ContextCode(names, values, slots, node.Position);
    }

    private InCode In(InNode node)
    {
        var value = Compile(node.Value);
        var mark = _frame.Mark;
        var slot = _frame.Add("?");
        var tests = node.Tests.Select(t => Test(t, slot)).ToArray();
        _frame.Return(mark);
        return new InCode(value, tests.Length == 1 ? tests[0] : new AnyTestCode(tests, false, node.Position), slot, node.Position);
    }

    /// <summary>Tests of a value that the scope has under the name <c>?</c>.</summary>
    private InCode Tests(UnaryTestsNode node)
    {
        var value = Resolve("?", node.Position);
        var mark = _frame.Mark;
        var slot = _frame.Add("?");
        var tests = CompileTests(node, slot);
        _frame.Return(mark);
        return new InCode(value, tests, slot, node.Position);
    }

    /// <summary>A cell's tests of the value in a slot that was declared as <c>?</c>.</summary>
    public Code CompileTests(FeelNode node, int slot)
    {
        switch (node)
        {
            case SourceNode source:
                var outer = Source;
                Source = source.Source;
                var code = new SourceCode(CompileTests(source.Inner, slot), source.Source, 0);
                Source = outer;
                return code;
            case UnaryTestsNode { Tests.Count: 0 }:
                return new ConstantCode(true, node.Position);
            case UnaryTestsNode tests:
                var each = tests.Tests.Select(t => Test(t, slot)).ToArray();
                return each.Length == 1 && !tests.Negated ? each[0] : new AnyTestCode(each, tests.Negated, node.Position);
            default:
                return Compile(node);
        }
    }

    private Code Test(FeelNode node, int slot)
    {
        if (node is UnaryComparisonNode unary)
        {
            return new UnaryComparisonCode(unary.Operator, Compile(unary.Operand), slot, unary.Position);
        }

        var before = _frame.UsesOf("?");
        var code = Compile(node);
        return new ExpressionTestCode(code, _frame.UsesOf("?") > before, slot, node.Position);
    }
}
