using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class LaneTests
{
    [Fact]
    public void The_innermost_lane_holds_the_node_and_inherits()
    {
        var process = Process(Of("""
            <bpmn:laneSet><bpmn:lane id="outer" name="Police" peninsula:agency="police.mash"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>t</bpmn:flowNodeRef>
              <bpmn:childLaneSet><bpmn:lane id="inner" name="Team"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
            <bpmn:startEvent id="s"/><bpmn:userTask id="t"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
            """));
        process.Node("s")!.Lane!.Id.Should().Be("outer");
        process.Node("t")!.Lane!.Should().Match<Lane>(lane => lane.Id == "inner" && lane.Parent!.Id == "outer" && lane.Extension("agency") == "police.mash");
        process.Lanes.Should().HaveCount(2);
    }

    [Fact]
    public void A_node_is_in_one_lane_and_lanes_hold_what_is_there()
    {
        Breaks("lane-twice", Of("""
            <bpmn:laneSet><bpmn:lane id="a"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="b"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            <bpmn:startEvent id="s"/>
            """), "b");
        Breaks("reference-missing", Of("<bpmn:laneSet><bpmn:lane id=\"a\"><bpmn:flowNodeRef>gone</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:startEvent id=\"s\"/>"), "a");
    }
}
