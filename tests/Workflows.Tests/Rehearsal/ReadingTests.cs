using NodaTime;
using Peninsula.Workflows.Rehearsal;

namespace Peninsula.Workflows.Tests.Rehearsal;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("""{"steps": [{"start": {}}, {"complete": {"tsk": "a"}}]}""", 2, "\"complete\" needs \"task\"")]
    [InlineData("""{"steps": [{"complete": {"task": "a", "vars": {}}}]}""", 1, "\"complete\" has the unknown key \"vars\"; known: task, variables")]
    [InlineData("""{"steps": [{"complete": {"task": 7}}]}""", 1, "\"task\" of \"complete\" must be a text, not 7")]
    [InlineData("""{"steps": [{"jump": {}}]}""", 1, "there is no action \"jump\"")]
    [InlineData("""{"steps": [{"start": {}, "cancel": {}}]}""", 1, "a step is one action or one \"expect\", not \"start\" and \"cancel\"")]
    [InlineData("""{"steps": [{"expect": {"task": ["a"]}}]}""", 1, "nothing can be expected of \"task\"")]
    [InlineData("""{"steps": [{"expect": {"timers": "1"}}]}""", 1, "\"timers\" must be a whole number, not the text \"1\"")]
    [InlineData("""{"steps": [{"expect": {}}]}""", 1, "\"expect\" expects nothing")]
    [InlineData("""{"steps": [{"expect": {"ended": true}, "expectError": true}]}""", 1, "\"expectError\" stands beside an action")]
    [InlineData("""{"steps": [{"advance": "3 days"}]}""", 1, "an ISO 8601 duration such as P3D or PT2H is needed, not \"3 days\"")]
    [InlineData("""{"steps": [{"advanceTo": "soon"}]}""", 1, "must be an ISO 8601 date-time")]
    [InlineData("""{"steps": [{}]}""", 1, "the step does nothing")]
    [InlineData("""{"steps": {}}""", null, "\"steps\" must be a list, not an object")]
    [InlineData("""{"step": []}""", null, "the scenario needs \"steps\"")]
    [InlineData("""{"steps": [], "definitons": []}""", null, "the scenario has the unknown key \"definitons\"")]
    [InlineData("""{"steps": [], "jobs": {"mail": {"compleet": {}}}}""", null, "the job \"mail\" has the unknown key \"compleet\"")]
    [InlineData("""{"steps": [""", null, "it is not JSON")]
    public void What_is_wrong_is_said_with_its_step(string json, int? step, string message)
    {
        var reading = () => Scenario.Parse(json, ".");

        var error = reading.Should().Throw<ScenarioFormatException>().Which;
        error.Step.Should().Be(step);
        error.Message.Should().Contain(message);
    }

    [Fact]
    public async Task A_scenario_is_read_and_played_in_the_zone_that_it_is_given()
    {
        var scenario = Scenario.Parse("""
            {"definitions": ["p.bpmn"], "process": "p", "now": "2026-01-05T08:00", "steps": [{"start": {}}, {"expect": {"timers": 1}},
             {"advanceTo": "2026-01-05T08:59:59"}, {"expect": {"timers": 1}}, {"advanceTo": "2026-01-05T09:00:00"}, {"expect": {"ended": true}},
             {"advanceTo": "2026-01-05T08:00", "expectError": true}]}
            """, "/nowhere", DateTimeZoneProviders.Tzdb["America/New_York"]);

        scenario.Now.Should().Be(Instant.FromUtc(2026, 1, 5, 13, 0));
        (await Play.Async(scenario, """
            <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="w"/>
            <bpmn:intermediateCatchEvent id="w"><bpmn:timerEventDefinition><bpmn:timeDate>2026-01-05T09:00:00</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="w" targetRef="e"/><bpmn:endEvent id="e"/>
            """)).ToString().Should().Be("passed");
    }

    [Fact]
    public void Every_action_and_expectation_can_be_read()
    {
        var scenario = Scenario.Parse("""
            {"name": "all", "note": "n", "source": "here", "definitions": ["a.bpmn"], "process": "p", "now": "2026-03-01T09:00:00+01:00", "signedInAs": "sam",
             "jobs": {"a": {"complete": {"variables": {"x": 1}}}, "b": {"throwError": {"code": "E1"}}, "c": {"fail": "no"}},
             "steps": [{"start": {"process": "p", "variables": {}, "businessKey": "b", "as": "other"}}, {"startByMessage": {"name": "m", "variables": {}, "businessKey": "b"}},
              {"startByCondition": {"variables": {}}}, {"complete": {"task": "t", "variables": {}}}, {"completeAll": {}}, {"completeAll": {"tasks": ["t"], "variables": {}}},
              {"completeScope": {"element": "sub"}}, {"message": {"name": "m", "correlationKey": "k", "variables": {}, "element": "e"}}, {"messageAll": {"name": "m"}},
              {"signal": {"name": "s", "variables": {}}}, {"receive": {"element": "r"}}, {"completeJob": {"type": "j", "variables": {}}},
              {"throwError": {"type": "j", "code": "c", "variables": {}}}, {"failJob": {"type": "j", "reason": "r"}}, {"escalate": {"task": "t", "code": "c"}},
              {"timer": {"element": "e"}}, {"advance": "P3D"}, {"advanceTo": "2027-01-07T09:00:00Z"}, {"setVariables": {"variables": {}, "task": "t"}},
              {"activate": {"element": "a"}}, {"completeAdHoc": {"element": "a"}}, {"cancel": {}, "expectError": true}, {"resolveIncident": {"element": "e", "variables": {}}},
              {"deploy": {"definitions": ["b.bpmn"]}},
              {"expect": {"tasks": [], "active": [], "ended": true, "running": false, "process": "p", "variables": {"a": null}, "assignees": {"t": "sam"},
                "candidateGroups": {"t": ["g"]}, "due": {"t": "2026-01-05T17:00"}, "timers": 0, "subscriptions": 0, "instances": 0, "incidents": ["e"],
                "activatable": [], "escalations": [], "notifications": []}}]}
            """, ".");

        scenario.Steps.Should().HaveCount(25);
        scenario.Now.Should().Be(Instant.FromUtc(2026, 3, 1, 8, 0));
    }
}
