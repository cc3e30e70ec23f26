using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

public class SyntaxTests
{
    [Theory]
    [InlineData("1 +", 1, 4, "expected a value, found the end")]
    [InlineData("\"open", 1, 1, "the string is not closed")]
    [InlineData("/* open", 1, 1, "the comment is not closed")]
    [InlineData("{a: 1, a: 2}", 1, 8, "the entry 'a' is given twice")]
    [InlineData("f(a: 1, 2)", 1, 2, "arguments are given either all by name or all by position")]
    [InlineData("a\n  b", 2, 3, "expected the end of the expression, found 'b'")]
    public void Places_a_mistake(string text, int line, int column, string message) =>
        FeelExpression.Compile(text).Problems.Should().Equal(new FeelProblem(message, line, column, null));

    [Fact]
    public void Refuses_half_a_character() => FeelExpression.Compile("x(\ud83d").Problems
        .Should().Equal(new FeelProblem("this character has no meaning here", 1, 3, null));

    [Theory]
    [InlineData("date and time(\"2026-05-01T10:00:00\").hour", "10")]
    [InlineData("date and true", "null")]
    [InlineData("]1..3[ = (1..3)", "true")]
    [InlineData("2 in ]1..3[ and true", "true")]
    [InlineData("2 in [1..3][1]", "true")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("\"\\u0041\\U01F40E\"", "\"A\U0001F40E\"")]
    [InlineData("{\"a b\": {c d: 1}}.a b.c d", "1")]
    [InlineData("[{x y: 1}, {x y: 2}][x y = 2]", "[{x y: 2}]")]
    [InlineData("{a+b: 1, c: a+b + 1}.c", "2")]
    [InlineData("[{item: 1}, {item: 3}][item > 2]", "[{item: 3}]")]
    public void Reads(string expression, string expected) => Expect.Value(expression, expected.Replace("{x y:", "{\"x y\":", StringComparison.Ordinal));

    [Theory]
    [InlineData("? = \"a\" or ? = \"b\"", "true")]
    [InlineData("starts with(?, \"b\")", "true")]
    public void Reads_cells(string tests, string expected) => FeelExpression.CompileUnaryTests(tests).Expression!
        .Evaluate(FeelContext.Of(("?", "b")), Expect.Environment).Value.ToString().Should().Be(expected);
}
