using static Peninsula.Workflows.Tests.Rehearsal.Play;

namespace Peninsula.Workflows.Tests.Rehearsal;

public sealed class PlayingTests
{
    [Fact]
    public Task Tasks_are_completed_to_the_end() => PassesAsync(Tasks("a", "b"), """
        "steps": [{"start": {"variables": {"n": 1, "who": "x"}}}, {"expect": {"tasks": ["a"], "active": ["a"], "running": true, "instances": 1}},
          {"complete": {"task": "a", "variables": {"n": 2}}}, {"completeAll": {}},
          {"expect": {"tasks": [], "ended": true, "instances": 0, "variables": {"n": 2, "who": "x", "absent": null}}}]
        """);

    [Theory]
    [InlineData("""{"expect": {"tasks": ["b", "a"]}}""", "step 2: expected open tasks [a, b], found [a]")]
    [InlineData("""{"expect": {"ended": true}}""", "step 2: expected the instance to have ended, but it is running")]
    [InlineData("""{"expect": {"running": true, "process": "q"}}""", "step 2: expected the instance of q to be running, but none has started")]
    [InlineData("""{"expect": {"variables": {"n": 2}}}""", "step 2: expected n = 2, found 1")]
    [InlineData("""{"expect": {"timers": 1}}""", "step 2: expected 1 pending timers, found 0")]
    [InlineData("""{"expect": {"assignees": {"a": "kim"}}}""", "step 2: expected the assignee of a to be kim, found nobody")]
    [InlineData("""{"complete": {"task": "b"}}""", "step 2: there is no open task \"b\"; open: [a]")]
    [InlineData("""{"complete": {"task": "a"}, "expectError": true}""", "step 2: expected the engine to refuse this or to raise an incident, but it was done")]
    [InlineData("""{"message": {"name": "m"}}""", "step 2: nobody waits for the message \"m\"")]
    [InlineData("""{"start": {"process": "q"}}""", "step 2: No process \"q\" is deployed.")]
    public async Task A_failure_says_the_step_and_what_was_found(string step, string message)
    {
        var result = await Async(Tasks("a"), """ "steps": [{"start": {"variables": {"n": 1}}}, """ + step + "]");

        result.Passed.Should().BeFalse();
        result.ToString().Should().Be(message);
    }

    [Fact]
    public Task What_is_refused_may_be_expected() => PassesAsync(Tasks("a"), """
        "steps": [{"start": {}}, {"complete": {"task": "b"}, "expectError": true}, {"message": {"name": "m"}, "expectError": true},
          {"completeJob": {"type": "t"}, "expectError": true}, {"timer": {"element": "a"}, "expectError": true}, {"expect": {"tasks": ["a"]}}]
        """);

    [Fact]
    public Task A_start_under_a_name_leaves_the_current_instance() => PassesAsync(Tasks("a"), """
        "steps": [{"start": {"variables": {"n": 1}}}, {"start": {"as": "other", "variables": {"n": 2}}},
          {"expect": {"variables": {"n": 1}, "tasks": ["a", "a"], "active": ["a"], "instances": 2}},
          {"cancel": {}}, {"expect": {"ended": true, "instances": 1, "tasks": ["a"]}}]
        """);

    [Fact]
    public Task A_join_is_active_while_a_token_waits_there() => PassesAsync(
        "<bpmn:startEvent id=\"s\" /><bpmn:parallelGateway id=\"f\" /><bpmn:parallelGateway id=\"j\" />" + User("a") + User("b")
            + Path("s", "f", "a", "j") + Path("f", "b", "j"),
        """
        "steps": [{"start": {}}, {"complete": {"task": "b"}}, {"expect": {"active": ["a", "j"]}}, {"complete": {"task": "a"}}, {"expect": {"ended": true}}]
        """);

    [Fact]
    public async Task A_circle_without_a_wait_is_an_incident_and_not_a_rehearsal_without_end()
    {
        var result = await Async(
            "<bpmn:startEvent id=\"s\" /><bpmn:exclusiveGateway id=\"g\" />" + Service("work", "work") + Path("s", "g", "work", "g"), """
            "jobs": {"work": {"complete": {}}}, "steps": [{"start": {}}]
            """);

        result.ToString().Should().Be("step 1: jobs and messages follow each other without end");
    }
}
