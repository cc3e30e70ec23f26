using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;
using Xunit.Abstractions;

namespace Peninsula.Decisions.Tests.Feel;

public class RandomTests(ITestOutputHelper output)
{
    private static readonly string[] Seeds =
    [
        "if risk = \"high\" and age < 13 then [1, 2, 3][item > 1] else {a: 1, b: a + 2}.b",
        "for i in 1..10, j in [i, i * 2] return if i = 1 then 1 else partial[-1] + j ** 2",
        "some x in [\"a\", null, @\"P1D\"] satisfies x instance of string and matches(x, \"^(a|b)+$\")",
        "date and time(\"2026-05-01T10:00:00@Europe/London\") + duration(\"P1DT2H\") - @\"2026-04-01T00:00:00Z\"",
        "{f: function(n: number) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r / 1e30",
        "replace(substring(string(1/3), 2, 5), \"(\\d)(\\d)\", \"$2-$1\") in (\"a\", > \"b\", [\"c\"..\"d\"))",
        "sort([3, 1, 2], function(x, y) x < y)[-1] between 1 and count(split(\"a,b\", \",\"))",
        "context put({x: {y: [1..5]}}, [\"x\", \"y\"], (>= 10)).x.y.start included",
        "years and months duration(date(2020, 2, 29), today()).years > -(5) or not(null)",
        "overlaps([1..5], ]5..8[) and sum(for p in flatten([[1, [2]], 3]) return p) = decimal(6.0, 2)",
    ];

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "-", "+", "**", "=", "<", ">=", "\"", "@", "null", "true", "if", "then",
        "else", "for", "in", "return", "1e999", "9999999999999999999999999999999999", "-1", "0", "\\u", "\ud83d", "function(x)",
        "instance of", "list<number>", "partial", "item", "?", "date(", "duration(", "matches(", "flatten(", "//", "/*", "\n",
    ];

    private static readonly FeelCompileOptions Checked = new()
    {
        CheckTypes = true,
        RefuseUnknownNames = true,
        KnownTypes = new Dictionary<string, string> { ["risk"] = "string", ["age"] = "number" },
    };

    [Property(MaxTest = 300)]
    public bool What_is_printed_reads_back_as_the_same_tree(int seed)
    {
        var tree = new Trees(new Random(seed)).Next(4);
        var text = Printer.Print(tree);
        var read = new Parser(text, new FeelCompileOptions(), Builtins.Table(null)).ParseExpression();
        return SameTree.Are(tree, read) ? true : throw new InvalidOperationException($"seed {seed}: {text}\n was read as\n{Printer.Print(read)}");
    }

    [Property(MaxTest = 300)]
    public bool What_is_printed_evaluates_without_throwing(int seed)
    {
        var random = new Random(seed);
        var text = Printer.Print(new Trees(random).Next(5));
        var scope = FeelContext.Of(("a", Values.Next(random)), ("b", Values.Next(random)), ("risk", Values.Next(random)), ("age", Values.Next(random)));
        var result = FeelExpression.Compile(text, new FeelCompileOptions()).Expression!.Evaluate(scope, Expect.Environment);
        return result.Value.ToString().Length > 0;
    }

    [Property(MaxTest = 20)]
    public bool Functions_take_any_arguments_without_throwing(int seed)
    {
        var random = new Random(seed);
        foreach (var name in Builtins.Names)
        {
            (string Name, FeelValue Value)[] given = [.. Enumerable.Range(0, random.Next(5)).Select(i => ($"v{i}", Values.Next(random)))];
            var call = FeelExpression.Compile($"{name}({string.Join(", ", given.Select(g => g.Name))})").Expression!;
            call.Evaluate(FeelContext.Of(given), Expect.Environment).Value.ToString();
        }

        return true;
    }

    /// <summary>FEEL_MUTATIONS sets how many inputs are tried; 200,000 takes a minute or two.</summary>
    [Fact]
    public void Mutated_expressions_neither_throw_nor_hang()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("FEEL_MUTATIONS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 5000;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var scope = Expect.Scope("""{"risk": "high", "age": 10, "?": 3}""");
        for (var i = 0; i < count; i++)
        {
            var text = Mutate(random, Seeds[random.Next(Seeds.Length)]);
            var watch = Stopwatch.StartNew();
            try
            {
                FeelExpression.Compile(text).Expression?.Evaluate(scope, Expect.Environment).Value.ToString();
                FeelExpression.Compile(text, Checked);
                FeelExpression.CompileUnaryTests(text).Expression?.Evaluate(scope, Expect.Environment);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, input {i}: {text}", e);
            }

            watch.ElapsedMilliseconds.Should().BeLessThan(5000, "seed {0}, input {1}: {2}", seed, i, text);
        }
    }

    private static string Mutate(Random random, string text)
    {
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 8), text.Length - at);
            var other = Seeds[random.Next(Seeds.Length)];
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                3 => text[..at] + other[random.Next(other.Length)..],
                _ => text.Insert(at, text.Substring(at, length)),
            };
        }

        return text;
    }
}
