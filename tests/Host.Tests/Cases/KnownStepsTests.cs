using System.Runtime.CompilerServices;
using NodaTime;
using Peninsula.Casework.Cases;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Tests.Cases;

/// <summary>A task that is not open to a reader leaves no trace: whatever event tells of it, that of today and that of tomorrow.</summary>
public sealed class KnownStepsTests
{
    private const long Task = 7;
    private const long Escalation = 9;

    public static TheoryData<Type> Telling() => [.. typeof(WorkflowEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(WorkflowEvent)) && !type.IsAbstract && (type.GetProperty("TaskKey") ?? type.GetProperty("EscalationKey")) is not null)];

    [Theory, MemberData(nameof(Telling))]
    public void An_event_that_tells_of_a_closed_task_is_not_told(Type kind)
    {
        var terms = new TaskTerms { Tags = new Dictionary<string, string> { ["disclosure"] = "health" } };
        var events = EventCodec.Write([
            new TaskCreated(Task, "step", "Step", "pathway", null, terms),
            new EscalationRaised(Escalation, Task, "step", "due", [], false)]);
        var history = new HistoryEntry(1, 1, Instant.FromUtc(2026, 11, 23, 9, 0), null, "Start", events, default, default);
        var told = (WorkflowEvent)RuntimeHelpers.GetUninitializedObject(kind);
        kind.GetProperty("TaskKey")?.SetValue(told, Task);
        kind.GetProperty("EscalationKey")?.SetValue(told, Escalation);

        KnownSteps.Of([history], step => step.Disclosure is null).MayTell(told).Should().BeFalse();
        KnownSteps.Of([history], _ => true).MayTell(told).Should().BeTrue();
    }
}
