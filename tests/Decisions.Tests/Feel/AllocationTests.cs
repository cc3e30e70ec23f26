using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>Conditions are asked at every turn of every case: evaluating one takes nothing from the heap.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("risk = \"high\" and age < 13")]
    [InlineData("if age between 10 and 12 then risk else \"none\"")]
    [InlineData("age in [0..13) or risk in (\"low\", \"high\")")]
    [InlineData("age * 1.5 + 2 > 20 - age")]
    [InlineData("due - @\"P1D\" >= @\"2026-05-01\"")]
    [InlineData("child.name = \"A\" and child.age != 17")]
    public void Evaluates_a_condition_without_allocating(string condition)
    {
        var scope = FeelContext.Of(
            ("risk", "high"),
            ("age", 10),
            ("due", Expect.Evaluate("@\"2026-05-03\"").Value),
            ("child", FeelContext.Of(("name", "A"), ("age", 10))));
        var expression = FeelExpression.Compile(condition).Expression!;
        for (var i = 0; i < 100; i++)
        {
            expression.Evaluate(scope, Expect.Environment).Reasons.Should().BeEmpty();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            expression.Evaluate(scope, Expect.Environment);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100, "of 100 evaluations, {0}", condition);
    }
}
