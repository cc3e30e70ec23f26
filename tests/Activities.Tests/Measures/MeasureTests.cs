using NodaTime;
using Peninsula.Activities.Measures;
using Peninsula.Activities.Tests.Support;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Tests.Measures;

/// <summary>Measures are data: conditions over stored facts, read and refused like every other file, computed as written.</summary>
public class MeasureTests
{
    private static readonly Instant Now = London.At("2026-11-23 09:00");

    [Fact]
    public void A_share_counts_the_numerator_among_the_denominator_and_splits_it()
    {
        var result = Compute("""
            { "of": "tasks", "kind": "share", "numerator": "inTime", "denominator": "timescale = \"assessment\"", "by": ["area"] }
            """,
            Task("torbay", "assessment", true), Task("torbay", "assessment", true), Task("devon", "assessment", false), Task("devon", "core-group", true));

        result.Whole.Should().BeEquivalentTo(new { Numerator = 2, Denominator = 3, Value = 0.6667m });
        result.Groups.Select(group => (group.Group[0], group.Value)).Should().Equal(("torbay", 1m), ("devon", 0m));
    }

    [Fact]
    public void Nothing_to_share_is_not_nought_percent() =>
        Compute("""{ "of": "tasks", "kind": "share", "numerator": "inTime", "denominator": "timescale = \"rhi\"", "by": [] }""", Task("torbay", "assessment", true))
            .Whole.Value.Should().BeNull();

    [Theory]
    [InlineData("median", 3)]
    [InlineData("longest", 20)]
    public void A_median_and_a_longest_are_taken_of_the_value(string kind, decimal value) =>
        Compute($$"""{ "of": "tasks", "kind": "{{kind}}", "numerator": "overdue", "value": "daysLate", "by": [] }""",
                Late(1), Late(3), Late(20), Task("torbay", "assessment", true))
            .Whole.Value.Should().Be(value);

    [Fact]
    public void A_count_leaves_out_what_its_condition_cannot_tell_and_says_why()
    {
        var result = Compute("""{ "of": "tasks", "kind": "count", "numerator": "daysLate > 2", "by": ["agency"] }""", Late(5), Task("torbay", "assessment", true));

        result.Whole.Value.Should().Be(1);
        result.Groups.Should().ContainSingle().Which.Group.Should().Equal("police");
    }

    [Fact]
    public void Conditions_over_names_that_no_fact_has_are_refused_by_file_and_line()
    {
        using var data = new DataFolder().With("kpis.json", """
            { "measures": [
              { "key": "a", "title": "A", "definition": "D", "unit": "percent", "confirmLocally": true,
                "of": "tasks", "kind": "share", "numerator": "inTme",
                "by": ["area", "shire"] },
              { "key": "a", "title": "A", "definition": "D", "unit": "days", "confirmLocally": true, "of": "entries", "kind": "median",
                "numerator": "status =", "value": "daysToEnd", "by": [], "readBeside": "b" } ] }
            """);

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Should().SatisfyRespectively(
            p => p.Should().Be("kpis.json(2): a measure: \"denominator\" is missing"),
            p => p.Should().StartWith("kpis.json(3): measure a, numerator: ").And.Contain("inTme"),
            p => p.Should().Be("kpis.json(4): measure a: tasks have no \"shire\" to split by"),
            p => p.Should().StartWith("kpis.json(6): measure a, numerator: "));
    }

    [Fact]
    public void Every_shipped_measure_says_what_it_means() =>
        Vocabulary.Load(Repository.Definitions).Vocabulary!.Measures.All.Should().HaveCountGreaterThan(40)
            .And.OnlyContain(measure => measure.Definition.Length > 20 && (measure.Kind != MeasureKind.Share || measure.Denominator != null));

    private static MeasureResult Compute(string fields, params FeelContext[] facts)
    {
        using var data = new DataFolder().With("kpis.json", $$"""
            { "measures": [ { "key": "m", "title": "M", "definition": "D", "unit": "percent", "confirmLocally": true, {{fields.Trim().Trim('{', '}')}} } ] }
            """);
        var loading = Vocabulary.Load(data.Path);
        loading.Problems.Should().BeEmpty();
        return MeasureCalculator.Compute(loading.Vocabulary!.Measures.All, new Facts(facts), Now, London.Zone).Single();
    }

    private static FeelContext Task(string area, string timescale, bool inTime) => FeelContext.From(
    [
        new("area", area), new("agency", "social-care"), new("timescale", timescale), new("status", "completed"), new("inTime", inTime),
        new("overdue", false), new("daysLate", FeelValue.Null),
    ]);

    private static FeelContext Late(int days) => FeelContext.From(
        [new("area", "torbay"), new("agency", "police"), new("overdue", true), new("daysLate", days)]);

    private sealed class Facts(FeelContext[] tasks) : IFacts
    {
        public IEnumerable<FeelContext> Read(FactKind kind) => kind == FactKind.Tasks ? tasks : [];
    }
}
