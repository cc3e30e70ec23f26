using static Peninsula.Workflows.Tests.Rehearsal.Play;

namespace Peninsula.Workflows.Tests.Rehearsal;

/// <summary>Timers, messages, signals, jobs and what else is waited for.</summary>
public sealed class WaitingTests
{
    private static string Timer(string id, string duration) =>
        $"<bpmn:intermediateCatchEvent id=\"{id}\"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">{duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>";

    private static string Catch(string id, string message) =>
        $"<bpmn:intermediateCatchEvent id=\"{id}\"><bpmn:messageEventDefinition messageRef=\"{message}\" /></bpmn:intermediateCatchEvent>";

    private static string Message(string id, string? key = null) => key is null
        ? $"<bpmn:message id=\"{id}\" name=\"{id}\" />"
        : $"<bpmn:message id=\"{id}\" name=\"{id}\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"{key}\" /></bpmn:extensionElements></bpmn:message>";

    private static string Line(string node, string id) => $"<bpmn:startEvent id=\"s\" />{node}<bpmn:endEvent id=\"e\" />" + Path("s", id, "e");

    [Fact]
    public Task The_clock_moves_only_when_it_is_moved() => PassesAsync(Line(Timer("wait", "PT1H"), "wait"), """
        "steps": [{"start": {}}, {"advance": "PT59M"}, {"expect": {"timers": 1, "active": ["wait"]}}, {"advance": "PT1M"}, {"expect": {"timers": 0, "ended": true}},
          {"advanceTo": "2026-01-05T09:30:00Z", "expectError": true}]
        """);

    [Fact]
    public Task A_timer_may_be_fired_before_it_is_due() => PassesAsync(Line(Timer("wait", "P18Y"), "wait"), """
        "steps": [{"start": {}}, {"timer": {"element": "wait"}}, {"expect": {"timers": 0, "ended": true}}]
        """);

    [Fact]
    public Task One_timer_starts_another_within_the_same_advance() => PassesAsync(
        "<bpmn:startEvent id=\"s\" />" + Timer("first", "P1D") + Timer("second", "P1D") + User("after") + Path("s", "first", "second", "after"), """
        "steps": [{"start": {}}, {"advance": "P1D"}, {"expect": {"active": ["second"]}}, {"advance": "P2D"}, {"expect": {"tasks": ["after"]}}]
        """);

    [Fact]
    public Task A_timer_of_a_start_event_counts_and_fires() => PassesAsync(
        "<bpmn:startEvent id=\"s\"><bpmn:timerEventDefinition><bpmn:timeCycle xsi:type=\"bpmn:tFormalExpression\">R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>" + User("a") + Path("s", "a"), """
        "steps": [{"expect": {"timers": 1, "instances": 0}}, {"timer": {"element": "s"}}, {"expect": {"timers": 1, "tasks": ["a"], "active": ["a"]}},
          {"advance": "PT2H"}, {"expect": {"timers": 0, "tasks": ["a", "a"]}}]
        """);

    [Fact]
    public Task A_message_reaches_the_oldest_and_messageAll_everybody() => PassesAsync(Line(Catch("wait", "m"), "wait"), """
        "steps": [{"start": {}}, {"start": {}}, {"start": {}}, {"expect": {"subscriptions": 3}}, {"message": {"name": "m", "variables": {"x": 1}}},
          {"expect": {"subscriptions": 2, "running": true}}, {"messageAll": {"name": "m"}}, {"expect": {"instances": 0, "subscriptions": 0}}]
        """, shared: Message("m"));

    [Fact]
    public Task A_message_with_a_key_reaches_who_waits_for_that_key() => PassesAsync(Line(Catch("wait", "m"), "wait"), """
        "steps": [{"start": {"variables": {"k": "one"}}}, {"start": {"variables": {"k": "two"}}}, {"message": {"name": "m", "correlationKey": "three"}, "expectError": true},
          {"message": {"name": "m"}, "expectError": true}, {"message": {"name": "m", "correlationKey": "two"}}, {"expect": {"ended": true, "instances": 1}}]
        """, shared: Message("m", "= k"));

    [Fact]
    public Task A_message_starts_and_its_start_event_is_a_subscription() => PassesAsync(
        "<bpmn:startEvent id=\"s\"><bpmn:messageEventDefinition messageRef=\"m\" /></bpmn:startEvent>" + User("a") + Path("s", "a"), """
        "steps": [{"expect": {"subscriptions": 1}}, {"startByMessage": {"name": "m", "variables": {"x": 1}}}, {"expect": {"subscriptions": 1, "tasks": ["a"], "variables": {"x": 1}}},
          {"startByMessage": {"name": "other"}, "expectError": true}, {"startByCondition": {}, "expectError": true}]
        """, shared: Message("m"));

    [Fact]
    public Task A_job_ends_as_the_scenario_says() => PassesAsync(
        "<bpmn:startEvent id=\"s\" />" + Service("mail", "mail") + Service("post", "post") + User("a") + Path("s", "mail", "post", "a"), """
        "jobs": {"mail": {"complete": {"variables": {"sent": true}}}},
        "steps": [{"start": {}}, {"expect": {"active": ["post"], "variables": {"sent": true}}}, {"failJob": {"type": "post", "reason": "no stamps"}},
          {"expect": {"incidents": ["post"]}}, {"completeJob": {"type": "post"}, "expectError": true}, {"resolveIncident": {"element": "post"}},
          {"expect": {"incidents": 0}}, {"completeJob": {"type": "post", "variables": {"stamps": 2}}}, {"expect": {"tasks": ["a"], "variables": {"stamps": 2}}}]
        """);

    [Fact]
    public async Task An_incident_explains_what_was_not_found()
    {
        var result = await Async("<bpmn:startEvent id=\"s\" />" + Service("mail", "mail") + User("a") + Path("s", "mail", "a"), """
            "jobs": {"mail": {"fail": "the server is down"}}, "steps": [{"start": {}}, {"expect": {"tasks": ["a"]}}]
            """);

        result.ToString().Should().StartWith("step 2: expected open tasks [a], found [] (incident at mail:").And.Contain("the server is down");
    }

    [Fact]
    public Task Scopes_of_a_multi_instance_are_completed_one_by_one() => PassesAsync(
        "<bpmn:startEvent id=\"s\" /><bpmn:subProcess id=\"each\"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection=\"= people\" inputElement=\"person\" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"
            + "<bpmn:startEvent id=\"i\" /><bpmn:parallelGateway id=\"f\" />" + User("a") + User("b") + Path("i", "f", "a") + Path("f", "b") + "</bpmn:subProcess>" + Path("s", "each"), """
        "steps": [{"start": {"variables": {"people": ["kim", "ali"]}}}, {"expect": {"tasks": ["a", "a", "b", "b"]}}, {"completeScope": {"element": "each"}},
          {"expect": {"tasks": ["a", "b"]}}, {"completeScope": {"element": "each"}}, {"expect": {"ended": true}}, {"completeScope": {"element": "each"}, "expectError": true}]
        """);

    [Fact]
    public Task A_called_process_counts_as_an_instance_of_its_own() => PassesAsync(
        "<bpmn:startEvent id=\"s\" /><bpmn:callActivity id=\"call\"><bpmn:extensionElements><zeebe:calledElement processId=\"q\" /></bpmn:extensionElements></bpmn:callActivity>" + User("after") + Path("s", "call", "after"), """
        "steps": [{"start": {}}, {"expect": {"instances": 2, "running": true, "process": "q", "active": ["inner"]}}, {"complete": {"task": "inner"}},
          {"expect": {"instances": 1, "ended": true, "process": "q", "tasks": ["after"]}}, {"expect": {"running": true}}]
        """,
        more: "<bpmn:process id=\"q\" isExecutable=\"true\"><bpmn:startEvent id=\"qs\" />" + User("inner") + Path("qs", "inner") + "</bpmn:process>");
}
