using System.Diagnostics.CodeAnalysis;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

public class HostTests
{
    private static readonly Calendar Host = new();
    private static readonly FeelCompileOptions Options = new() { Host = Host };

    [Theory]
    [InlineData("working days after(@\"2026-05-01\", 2)", "@\"2026-05-03\"")]
    [InlineData("working days after(n: 1, date: @\"2026-05-01\")", "@\"2026-05-02\"")]
    public void Calls_the_hosts_functions(string expression, string expected) =>
        Evaluate(expression).Value.ToString().Should().Be(expected);

    [Fact]
    public void Passes_on_the_hosts_reason() => Evaluate("working days after(1, 2)")
        .Reasons.Should().Equal("line 1, column 19: working days after: a date is needed");

    private static FeelResult Evaluate(string expression) => FeelExpression.Compile(expression, Options).Expression!
        .Evaluate(FeelContext.Empty, Expect.Environment with { Host = Host });

    private sealed class Calendar : IFeelHost
    {
        private static readonly FeelFunction WorkingDays = FeelFunction.Create(
            "working days after",
            ["date", "n"],
            (arguments, _) => arguments[0].TryGetDate(out var date) && arguments[1].TryGetInt32(out var days)
                ? (FeelAnswer)(FeelValue)date.PlusDays(days)
                : FeelAnswer.Fail("a date is needed"));

        public IReadOnlyCollection<string> FunctionNames => ["working days after"];

        public bool TryGetFunction(string name, [NotNullWhen(true)] out FeelFunction? function)
        {
            function = name == WorkingDays.Name ? WorkingDays : null;
            return function is not null;
        }
    }
}
