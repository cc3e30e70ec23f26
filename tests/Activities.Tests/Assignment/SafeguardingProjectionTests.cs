using Peninsula.Activities.Assignment;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Tests.Assignment;

public class SafeguardingProjectionTests
{
    private readonly SafeguardingProjection _projection = new();

    [Fact]
    public void A_case_is_found_by_its_area_and_risk_level()
    {
        _projection.CaseColumns.Should().Equal("area", "risk_level");
        _projection.CaseValues(FeelContext.Of(("area", "torbay"), ("riskLevel", "high"), ("childName", "Robin"))).Should().Equal("torbay", "high");
    }

    [Fact]
    public void What_did_not_change_or_is_no_text_leaves_the_case_where_it_is()
    {
        _projection.CaseValues(FeelContext.Of(("riskLevel", "low"))).Should().Equal(null, "low");
        _projection.CaseValues(FeelContext.Of(("area", FeelValue.Null), ("riskLevel", 3))).Should().Equal(null, null);
    }

    [Fact]
    public void A_task_is_found_by_what_the_policy_tagged_it_with()
    {
        var tags = new Dictionary<string, string> { ["team"] = "torbay-police-mash", ["agency"] = "police", ["area"] = "torbay", ["disclosure"] = "health", ["function"] = "police.mash" };

        _projection.TaskColumns.Zip(_projection.TaskValues(tags)).Should().Equal(
            ("area", "torbay"), ("agency", "police"), ("team", "torbay-police-mash"), ("timescale", null), ("disclosure", "health"));
        _projection.EscalationColumns.Should().BeSubsetOf(_projection.TaskColumns);
    }

    [Fact]
    public void A_case_s_partition_is_its_area_and_what_is_no_case_has_none()
    {
        _projection.Partition("CSE-2026-000001", FeelContext.Of(("area", "torbay"))).Should().Be("torbay");
        _projection.Partition("CSE-2026-000001", FeelContext.Of(("riskLevel", "high"))).Should().BeNull();
        _projection.Partition(null, FeelContext.Of(("area", "torbay"))).Should().BeNull();
    }
}
