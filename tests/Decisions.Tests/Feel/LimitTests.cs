using Peninsula.Decisions.Feel;

namespace Peninsula.Decisions.Tests.Feel;

public class LimitTests
{
    [Theory]
    [InlineData("for a in 1..1000000000 return a", "a collection has more than 100000 items")]
    [InlineData("some a in 1..1000000000 satisfies a < 0", "the evaluation took more than 500000 steps")]
    [InlineData("{f: function(x) f(x + 1), r: f(1)}.r", "calls nest deeper than 256")]
    [InlineData("string join(for i in 1..50000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")", "a string has more than 1000000 characters")]
    [InlineData("for a in 1..60 return every b in 1..10000 satisfies b > 0", "the evaluation took more than 500000 steps")]
    [InlineData("for a in 1..60 return for b in 1..10000 return b", "the evaluation took more than 32000000 bytes")]
    public void Ends_what_goes_too_far(string expression, string reason)
    {
        var result = Expect.Evaluate(expression);
        result.Value.IsNull.Should().BeTrue();
        result.Reasons.Should().Contain(reason);
    }

    [Fact]
    public void Refuses_to_read_what_nests_too_deep() => FeelExpression.Compile(new string('(', 100_000) + "1")
        .Problems.Should().ContainSingle().Which.Message.Should().Be("the expression nests deeper than 200 levels");
}
