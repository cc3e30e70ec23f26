using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using NodaTime;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Benchmarks;

/// <summary>A table of 1,000 rules with five inputs of which one rule matches, beside the same search in C#.</summary>
[MemoryDiagnoser]
public class DecisionTableBenchmarks
{
    private readonly FeelContext _inputs = FeelContext.Of(("a", 5), ("b", 7), ("c", "k9"), ("d", 3), ("e", 1));
    private readonly FeelEnvironment _environment = new(Instant.FromUtc(2026, 5, 1, 9, 0));
    private readonly DmnModel _model = DmnModel.Read(Xml()).Model!;
    private readonly (decimal Low, decimal High, decimal B, string C, decimal D)[] _rules =
        [.. Enumerable.Range(0, 1000).Select(i => ((decimal)(i % 10), (i % 10) + 1m, (decimal)(i / 10 % 10), $"k{i / 100}", 5m))];

    [Benchmark(Baseline = true)]
    public int CSharp()
    {
        var (a, b, c, d) = (5m, 7m, "k9", 3m);
        return Array.FindIndex(_rules, r => a >= r.Low && a < r.High && b == r.B && c == r.C && d < r.D);
    }

    [Benchmark]
    public DecisionResult Evaluate() => _model.Evaluate("table", _inputs, _environment);

    private static string Xml()
    {
        var xml = new StringBuilder("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" namespace=\"m\">")
            .Append("<decision id=\"table\" name=\"table\"><decisionTable>");
        foreach (var name in "abcde")
        {
            xml.Append(CultureInfo.InvariantCulture, $"<input><inputExpression><text>{name}</text></inputExpression></input>");
        }

        xml.Append("<output name=\"rule\"/>");
        for (var i = 0; i < 1000; i++)
        {
            string[] cells = [$"[{i % 10}..{(i % 10) + 1})", $"{i / 10 % 10}", $"\"k{i / 100}\"", "&lt; 5", "-"];
            xml.Append("<rule>").AppendJoin("", cells.Select(c => $"<inputEntry><text>{c}</text></inputEntry>"))
                .Append(CultureInfo.InvariantCulture, $"<outputEntry><text>{i}</text></outputEntry></rule>");
        }

        return xml.Append("</decisionTable></decision></definitions>").ToString();
    }
}
