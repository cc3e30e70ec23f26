using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Feel;

/// <summary>
/// A FEEL expression, read and compiled once, that can be evaluated any number of times and from any thread.
/// </summary>
public sealed class FeelExpression
{
    private readonly Code _code;
    private readonly FeelSource _source;
    private readonly int _slots;

    private FeelExpression(string text, Code code, int slots, IReadOnlyList<string> names)
    {
        Text = text;
        Names = names;
        _code = code;
        _slots = slots;
        _source = new FeelSource(text, null);
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    /// <summary>The names that the scope must supply, each once, in the order in which they are met.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads an expression (DMN 1.5, 10.3.1.2, rule 1).</summary>
    public static FeelCompilation Compile(string text, FeelCompileOptions? options = null) =>
        Compile(text, options, parser => parser.ParseExpression());

    /// <summary>
    /// Reads unary tests, as a decision table's cell has them (rule 15). The tested value is the scope's <c>?</c>;
    /// the result is true, false, or null when it cannot be told.
    /// </summary>
    public static FeelCompilation CompileUnaryTests(string text, FeelCompileOptions? options = null) =>
        Compile(text, options, parser => parser.ParseUnaryTests());

    /// <summary>
    /// Evaluates. Never throws: what goes wrong becomes null, with a reason; going past a limit makes the whole result
    /// null.
    /// </summary>
    public FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment)
    {
        var evaluation = Evaluation.Rent(scope, environment, _source, _slots);
        try
        {
            var value = _code.Evaluate(evaluation);
            return new FeelResult(value, evaluation.TakeReasons()) { IsAbsent = evaluation.IsAbsent };
        }
        catch (FeelLimitException limit)
        {
            return new FeelResult(default, [.. evaluation.TakeReasons(), limit.Message]);
        }
        finally
        {
            evaluation.Return();
        }
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private static FeelCompilation Compile(string text, FeelCompileOptions? options, Func<Parser, FeelNode> parse)
    {
        options ??= new FeelCompileOptions();
        try
        {
            var parser = new Parser(text, options, Builtins.Table(options.Host));
            var compiler = new Compiler(options.Host);
            var tree = parse(parser);
            var code = compiler.Compile(tree);
            var problems = ExpressionCheck.Of(text, tree, compiler, options);
            return problems.Any(p => p.Severity == FeelSeverity.Error)
                ? new FeelCompilation(null, problems)
                : new FeelCompilation(
                    new FeelExpression(text, code, compiler.Slots, [.. compiler.External.Select(n => n.Name).Distinct()]), problems);
        }
        catch (FeelSyntaxException mistake)
        {
            var (line, column) = FeelSource.LineAndColumn(text, mistake.Position);
            return new FeelCompilation(null, [new FeelProblem(mistake.Message, line, column, mistake.Suggestion)]);
        }
    }
}
