using BenchmarkDotNet.Attributes;
using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Benchmarks;

/// <summary>
/// A condition as pathways have it: read to a tree, compiled to code, evaluated, each apart; beside it the same condition
/// in C#, over the same variables by name.
/// </summary>
[MemoryDiagnoser]
public class FeelBenchmarks
{
    private const string Condition = "risk = \"high\" and age < 13";

    private readonly FeelCompileOptions _options = new();
    private readonly FeelCompileOptions _checked = new() { CheckTypes = true };
    private readonly NameTable _functions = Builtins.Table(null);
    private readonly FeelContext _scope = FeelContext.Of(("risk", "high"), ("age", 10));
    private readonly FeelEnvironment _environment = new(Instant.FromUtc(2026, 5, 1, 9, 0));
    private readonly FeelExpression _expression = FeelExpression.Compile(Condition).Expression!;
    private readonly FeelNode _tree = new Parser(Condition, new FeelCompileOptions(), Builtins.Table(null)).ParseExpression();
    private readonly Dictionary<string, object> _variables = new() { ["risk"] = "high", ["age"] = 10m };

    [Benchmark(Baseline = true)]
    public bool CSharp() => (string)_variables["risk"] == "high" && (decimal)_variables["age"] < 13m;

    [Benchmark]
    public bool Evaluate() => _expression.Evaluate(_scope, _environment).Value.TryGetBoolean(out var value) && value;

    [Benchmark]
    public object Parse() => new Parser(Condition, _options, _functions).ParseExpression();

    [Benchmark]
    public object Compile() => new Compiler(null).Compile(_tree);

    /// <summary>What a caller does once for each expression: read, compile, and look for unknown names and wrong types.</summary>
    [Benchmark]
    public FeelCompilation ParseCompileAndCheck() => FeelExpression.Compile(Condition, _checked);
}
