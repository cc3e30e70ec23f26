using System.Diagnostics;
using Peninsula.Decisions.Feel;

namespace Peninsula.Decisions.Tests.Feel;

public class LimitTests
{
    [Theory]
    [InlineData("for a in 1..1000000000 return a", "a collection has more than 100000 items")]
    [InlineData("some a in 1..1000000000 satisfies a < 0", "the evaluation took more than 500000 steps")]
    [InlineData("{f: function(x) f(x + 1), r: f(1)}.r", "calls nest deeper than 256")]
    [InlineData("string join(for i in 1..50000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")", "a string has more than 1000000 characters")]
    [InlineData("for a in 1..60 return for b in 1..10000 return b", "the evaluation took more than 500000 steps")]
    public void Ends_what_goes_too_far(string expression, string reason)
    {
        var result = Expect.Evaluate(expression);
        result.Value.IsNull.Should().BeTrue();
        result.Reasons.Should().Contain(reason);
    }

    [Theory]
    [InlineData("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")")]
    [InlineData("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a)\\1*(a+)+$\")")]
    [InlineData("99999999999 ** 99999")]
    [InlineData("2 ** 0.000000000000000000001 ** 99999")]
    [InlineData("1e6000 / 3e-6000 + modulo(1e6000, 7e-100)")]
    [InlineData("{a: function(n) if n = 0 then 0 else a(n - 1) + a(n - 1), r: a(40)}.r")]
    [InlineData("distinct values(for i in 1..50000 return [i])")]
    public void Ends_soon(string expression)
    {
        Expect.Evaluate("1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Expect.Evaluate(expression);

        // A wide margin over the 100 ms that it should take: this machine may be busy.
        watch.ElapsedMilliseconds.Should().BeLessThan(2000);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(400_000_000);
    }

    [Fact]
    public void Refuses_to_read_what_nests_too_deep() => FeelExpression.Compile(new string('(', 100_000) + "1")
        .Problems.Should().ContainSingle().Which.Message.Should().Be("the expression nests deeper than 200 levels");
}
