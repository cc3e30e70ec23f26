using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

public class CoreTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("2 / 3", "0.6666666666666666666666666666666667")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("2 ** 10", "1024")]
    [InlineData("2 ** -2", "0.25")]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724209698")]
    [InlineData("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000")]
    [InlineData("1.10", "1.1")]
    [InlineData("-(3) - -2", "-1")]
    [InlineData("1.5e3", "1500")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("1 = 1.0", "true")]
    [InlineData("1 < 2 and 2 < 3", "true")]
    [InlineData("false and null", "false")]
    [InlineData("true and null", "null")]
    [InlineData("true or null", "true")]
    [InlineData("not(true)", "false")]
    [InlineData("if 1 > 2 then \"a\" else \"b\"", "\"b\"")]
    [InlineData("5 in [1..5]", "true")]
    [InlineData("5 in [1..5)", "false")]
    [InlineData("5 in (1, > 4)", "true")]
    [InlineData("5 between 1 and 5", "true")]
    [InlineData("[1, 2, 3][2]", "2")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("[1, 2, 3][item > 1]", "[2, 3]")]
    [InlineData("[{a: 1}, {a: 2}][a > 1]", "[{a: 2}]")]
    [InlineData("[{a: 1}, {a: 2}].a", "[1, 2]")]
    [InlineData("for i in 1..3 return i * i", "[1, 4, 9]")]
    [InlineData("for i in [1, 2], j in [3, 4] return i * j", "[3, 4, 6, 8]")]
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("some i in [1, 2] satisfies i > 1", "true")]
    [InlineData("every i in [1, 2] satisfies i > 1", "false")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r", "2432902008176640000")]
    [InlineData("{k: 3, f: function(x) function(y) x + y + k}.f(1)(2)", "6")]
    [InlineData("string length(\"abc\")", "3")]
    [InlineData("1 instance of number", "true")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    [InlineData("@\"2026-05-01\".year", "2026")]
    [InlineData("date(\"2026-05-01\") + duration(\"P1M\")", "@\"2026-06-01\"")]
    [InlineData("date and time(\"2026-05-01T10:00:00Z\") - date and time(\"2026-05-01T09:00:00Z\")", "@\"PT1H\"")]
    [InlineData("today()", "@\"2026-05-01\"")]
    [InlineData("now()", "@\"2026-05-01T10:30:00@Europe/London\"")]
    [InlineData("1 /* a */ + 2 // b", "3")]
    public void Evaluates(string expression, string expected) => Expect.Value(expression, expected);

    [Fact]
    public void Reads_names_with_spaces_when_they_are_known() => Expect.Value(
        "risk level + 1 = 4 and child's name = \"A\"", "true", Expect.Scope("""{"risk level": 3, "child's name": "A"}"""));

    [Theory]
    [InlineData("1 + \"a\"", "line 1, column 3: cannot add a number and a string")]
    [InlineData("missing", "line 1, column 1: nothing is named 'missing'")]
    [InlineData("1 / 0", "line 1, column 3: cannot divide by 0")]
    public void Says_why_a_null_is_null(string expression, string reason)
    {
        var result = Expect.Evaluate(expression);
        result.Value.IsNull.Should().BeTrue();
        result.Reasons.Should().Equal(reason);
    }

    [Fact]
    public void Places_a_syntax_error()
    {
        var problem = FeelExpression.Compile("1 +\n  * 2").Problems.Should().ContainSingle().Subject;
        (problem.Line, problem.Column, problem.Message).Should().Be((2, 3, "expected a value, found '*'"));
    }

    [Fact]
    public void Suggests_a_name()
    {
        var options = new FeelCompileOptions { KnownNames = ["riskLevel"], RefuseUnknownNames = true };
        FeelExpression.Compile("risklevel = 1", options).Problems.Should().ContainSingle()
            .Which.Suggestion.Should().Be("riskLevel");
    }

    [Fact]
    public void Lists_free_names() =>
        FeelExpression.Compile("a + count(b) + (for i in c return i + a)[1]").Expression!.Names.Should().Equal("a", "b", "c");

    [Theory]
    [InlineData("< 5", "4", "true")]
    [InlineData("[1..3], 7", "7", "true")]
    [InlineData("not(1, 2)", "3", "true")]
    [InlineData("-", "3", "true")]
    [InlineData("? > 2 and ? < 4", "3", "true")]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    public void Tests_a_value(string tests, string input, string expected)
    {
        var compilation = FeelExpression.CompileUnaryTests(tests);
        var scope = FeelContext.Of(("?", FeelJson.Parse(input)));
        compilation.Expression!.Evaluate(scope, Expect.Environment).Value.ToString().Should().Be(expected);
    }
}
