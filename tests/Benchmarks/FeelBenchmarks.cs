using BenchmarkDotNet.Attributes;
using NodaTime;
using Peninsula.Decisions.Feel;

namespace Peninsula.Benchmarks;

/// <summary>A condition as pathways have it, beside the same one in C#.</summary>
[MemoryDiagnoser]
public class FeelBenchmarks
{
    private readonly string _condition = "risk = \"high\" and age < 13";
    private readonly FeelContext _scope = FeelContext.Of(("risk", "high"), ("age", 10));
    private readonly FeelEnvironment _environment = new(Instant.FromUtc(2026, 5, 1, 9, 0));
    private readonly FeelExpression _expression = FeelExpression.Compile("risk = \"high\" and age < 13").Expression!;
    private readonly Dictionary<string, object> _variables = new() { ["risk"] = "high", ["age"] = 10m };

    [Benchmark(Baseline = true)]
    public bool CSharp() => (string)_variables["risk"] == "high" && (decimal)_variables["age"] < 13m;

    [Benchmark]
    public FeelResult Evaluate() => _expression.Evaluate(_scope, _environment);

    [Benchmark]
    public FeelCompilation Compile() => FeelExpression.Compile(_condition);
}
