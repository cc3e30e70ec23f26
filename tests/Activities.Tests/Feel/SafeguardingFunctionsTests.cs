using Peninsula.Activities.Feel;
using Peninsula.Activities.Tests.Support;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Tests.Feel;

public class SafeguardingFunctionsTests
{
    private static readonly SafeguardingFunctions Functions = new(Vocabulary.Load(Repository.Definitions).Vocabulary!);

    [Theory]
    [InlineData("string(working days after(date(\"2026-12-14\"), 15))", "\"2027-01-07\"")]
    [InlineData("string(working days after(\"2026-12-14\", 15))", "\"2027-01-07\"")]
    [InlineData("string(working days after(heldAt, 15))", "\"2027-01-07\"")]
    [InlineData("working days after(date: date(\"2026-12-14\"), days: 15) = date(\"2027-01-07\")", "true")]
    [InlineData("working days between(date(\"2026-12-14\"), date(\"2027-01-07\"))", "15")]
    [InlineData("is working day(date(\"2026-12-28\"))", "false")]
    [InlineData("is working day(date(\"2026-12-29\"))", "true")]
    [InlineData("working hours after(date and time(\"2026-11-23T16:00:00Z\"), 1.5) = date and time(\"2026-11-24T09:30:00Z\")", "true")]
    [InlineData("deadline(\"rhi\", date and time(\"2026-12-24T22:15:00Z\")) = date and time(\"2026-12-27T22:15:00Z\")", "true")]
    [InlineData("deadline(\"s47-to-icpc\", heldAt) = date and time(\"2027-01-07T23:59:59Z\")", "true")]
    [InlineData("team(\"torbay\", \"police.mash\")", "\"torbay-police-mash\"")]
    [InlineData("team(\"devon\", \"housing.team\", \"exeter\")", "\"devon-exeter-housing-team\"")]
    [InlineData("pathway(\"multi-agency-plan\", \"devon\")", "\"multi-agency-plan-safer-me\"")]
    [InlineData("pathway(\"multi-agency-plan\", \"torbay\")", "\"multi-agency-plan\"")]
    [InlineData("pathway(\"review\", \"devon\")", "\"review\"")]
    public void An_expression_may_ask_the_vocabulary(string expression, string value) =>
        Evaluate(expression).Value.ToString().Should().Be(value);

    [Theory]
    [InlineData("working days after(\"soon\", 1)", "is not a date")]
    [InlineData("working days after(null, 1)", "is not a date")]
    [InlineData("working days after(date(\"2026-12-14\"), 1000000000)", "whole number")]
    [InlineData("working days after(date(\"2026-12-14\"), 1.5)", "whole number")]
    [InlineData("working days after(date(\"1066-10-14\"), 1)", "is not a date between")]
    [InlineData("working days between(date(\"2001-01-01\"), date(\"2499-01-01\"))", "apart")]
    [InlineData("working hours after(heldAt, -1)", "hours must be")]
    [InlineData("deadline(\"soonish\", heldAt)", "no timescale")]
    [InlineData("deadline(\"rhi\", null)", "is not a date")]
    [InlineData("team(\"atlantis\", \"police.mash\")", "no team does")]
    [InlineData("is working day(7)", "is not a date")]
    [InlineData("pathway(7, \"devon\")", "is not a pathway")]
    public void What_cannot_be_computed_is_null_with_a_reason(string expression, string reason)
    {
        var result = Evaluate(expression);

        result.Value.IsNull.Should().BeTrue();
        result.Reasons.Should().ContainMatch($"*{reason}*");
    }

    private static FeelResult Evaluate(string text)
    {
        var compilation = FeelExpression.Compile(text, new FeelCompileOptions { Host = Functions });
        compilation.Problems.Should().BeEmpty();
        return compilation.Expression!.Evaluate(
            FeelContext.Of(("heldAt", "2026-12-14T09:30:00+00:00")),
            new FeelEnvironment(London.At("2026-11-23 09:00")) { Host = Functions });
    }
}
