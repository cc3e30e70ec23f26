using Peninsula.Decisions.Feel;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>What cannot be right is found before anything runs; what is not known is let pass.</summary>
public class TypeCheckTests
{
    private static readonly FeelCompileOptions Options = new()
    {
        CheckTypes = true,
        KnownNames = ["age", "risk", "born", "child", "flags", "riskLevel"],
        KnownTypes = new Dictionary<string, string>
        {
            ["age"] = "number",
            ["risk"] = "string",
            ["born"] = "date",
            ["child"] = "context<name: string, age: number>",
            ["flags"] = "list<string>",
        },
    };

    [Theory]
    [InlineData("1 + \"a\"", "1:3: cannot add a number and a string")]
    [InlineData("risk * 2", "1:6: cannot multiply a string by a number")]
    [InlineData("if age then 1 else 2", "1:4: 'if' needs a boolean, not a number")]
    [InlineData("age > 3 and risk", "1:13: 'and' needs a boolean, not a string")]
    [InlineData("born < \"2026-01-01\"", "1:6: cannot compare a date and a string; make the string a date with date(...)")]
    [InlineData("age = \"13\"", "1:5: cannot compare a number and a string")]
    [InlineData("age in [\"a\"..\"b\"]", "1:8: cannot compare a number and a string")]
    [InlineData("age in (< date(\"2026-01-01\"))", "1:9: cannot compare a number and a date")]
    [InlineData("age between risk and 3", "1:5: cannot compare a number and a string")]
    [InlineData("string length(age)", "1:14: string length: 'string' cannot be a number")]
    [InlineData("string length(\"a\", 2)", "1:14: string length: it does not take 2 arguments")]
    [InlineData("substring(string: risk, start: 2)", "1:10: substring: it has no parameters named string, start")]
    [InlineData("date(\"2026-02-30\")", "1:5: date: '2026-02-30' is not a date")]
    [InlineData("@\"2026-13-01\"", "1:1: '2026-13-01' is not a date, time or duration")]
    [InlineData("child.nme", "1:6: the context has no entry 'nme' (did you mean 'name'?)")]
    [InlineData("{a: {b: 1}}.a.c", "1:14: the context has no entry 'c' (did you mean 'b'?)")]
    [InlineData("born.yaer", "1:5: a date has no 'yaer' (did you mean 'year'?)")]
    [InlineData("age.year", "1:4: a number has no 'year'")]
    [InlineData("-risk", "1:1: cannot negate a string")]
    [InlineData("flags[\"a\"]", "1:7: a filter needs a boolean or a number, not a string")]
    [InlineData("for x in flags return x + 1", "1:25: cannot add a string and a number")]
    [InlineData("some x in [1, 2] satisfies x", "1:28: 'some' needs a boolean, not a number")]
    [InlineData("age(3)", "1:4: 'age' is a number, not a function")]
    [InlineData("{f: function(a, b) a, r: f(1)}.r", "1:27: 'f' needs a, b")]
    [InlineData("(function(a: number) a + \"x\")(1)", "1:24: cannot add a number and a string")]
    [InlineData("age instance of nmuber", "1:17: no type is named 'nmuber' (did you mean 'number'?)")]
    [InlineData("cuont(flags)", "1:1: there is no function 'cuont' (did you mean 'count'?)")]
    [InlineData("fromAi(age, \"the age\")", "1:1: fromAi describes a parameter for a language model, which nothing here calls; map a variable instead")]
    [InlineData("replace(risk, \"x*\", \"\")", "1:8: replace: 'x*' matches an empty string, which cannot be looked for")]
    public void Refuses(string expression, string problem)
    {
        var compilation = FeelExpression.Compile(expression, Options);
        compilation.Expression.Should().BeNull();
        compilation.Problems.Should().ContainSingle().Which.ToString().Should().Be(problem);
    }

    [Theory]
    [InlineData("something + 1")]
    [InlineData("something.else + \"a\"")]
    [InlineData("if something then 1 else \"a\"")]
    [InlineData("(if something then 1 else \"a\") + 1")]
    [InlineData("age = null or null = risk")]
    [InlineData("risk in (\"a\", flags)")]
    [InlineData("age in (1, > 5, [7..9], something)")]
    [InlineData("child[age > 3].name")]
    [InlineData("[child][name = \"A\"].age[1] + 1")]
    [InlineData("flags[1] + \"a\"")]
    [InlineData("string length(flags)")]
    [InlineData("born + duration(\"P1D\") > today()")]
    [InlineData("born - today() < duration(\"P1Y\")")]
    [InlineData("date and time(born, time(\"10:00:00\"))")]
    [InlineData("{f: function(n) if n = 0 then 0 else f(n - 1), r: f(age) + 1}.r")]
    [InlineData("sort(flags, function(a, b) a < b)[1] = risk")]
    [InlineData("max([1, 2]) + sum(1, 2) + count(flags)")]
    [InlineData("for i in 1..age return i + (if i = 1 then 0 else partial[-1])")]
    [InlineData("get entries(child).key")]
    public void Lets_pass(string expression) => FeelExpression.Compile(expression, Options).Problems.Should().BeEmpty();

    [Fact]
    public void Warns_of_a_name_that_nearly_is_another()
    {
        var compilation = FeelExpression.Compile("riskLevle = 1", Options);
        compilation.Expression.Should().NotBeNull();
        compilation.Problems.Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new { Severity = FeelSeverity.Warning, Suggestion = "riskLevel", Column = 1 });
    }

    [Fact]
    public void Takes_names_that_differ_in_a_digit_for_two_names() =>
        FeelExpression.Compile("step2 = 1", Options with { KnownNames = ["step1"] }).Problems.Should().BeEmpty();
}
