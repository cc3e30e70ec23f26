using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Variants;

/// <summary>Areas' own variants of shared pathways: in force by date, refused by file and line.</summary>
public class VariantTests
{
    [Theory]
    [InlineData("devon", "2026-11-23", "multi-agency-plan-safer-me")]
    [InlineData("plymouth", "2021-12-31", "multi-agency-plan")]
    [InlineData("plymouth", "2022-01-01", "multi-agency-plan-safer-me")]
    [InlineData("torbay", "2026-11-23", "multi-agency-plan")]
    public void A_variant_is_worked_in_its_area_from_its_day(string area, string day, string pathway) =>
        Vocabulary.Load(Repository.Definitions).Vocabulary!.Variants.Of("multi-agency-plan", area, London.Day(day)).Should().Be(pathway);

    [Fact]
    public void Variants_that_contradict_each_other_are_refused_by_file_and_line()
    {
        using var data = new DataFolder().With("variants.json", """
            { "variants": [
              { "pathway": "review", "variant": "review-b", "areas": ["devon", "avon"], "from": "2026-01-01", "to": "2026-12-31", "source": "S", "confirmLocally": true },
              { "pathway": "review", "variant": "review-c", "areas": ["devon"], "from": "2026-12-31", "source": "S", "confirmLocally": true },
              { "pathway": "review", "variant": "review", "areas": ["torbay"], "from": "2026-02-01",
                "to": "2026-01-01", "source": "S", "confirmLocally": true } ] }
            """);

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Should().Equal(
            "variants.json(2): variant review-b: unknown area \"avon\"",
            "variants.json(3): variant review-c: devon has another variant of review on some of the same days",
            "variants.json(4): variant review is the shared pathway itself",
            "variants.json(5): variant review: \"to\" is before \"from\"");
    }
}
