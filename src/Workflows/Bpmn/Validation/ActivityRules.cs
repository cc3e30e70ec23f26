using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on activities (clause 10.3).</summary>
internal static class ActivityRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Activity>("multi-instance-event-missing", activity => activity.Loop switch
        {
            MultiInstance { Behavior: MultiInstanceBehavior.One, OneEvent: null } => "it throws an event when the first instance is done, but does not say which (oneBehaviorEventRef); choose one",
            MultiInstance { Behavior: MultiInstanceBehavior.None, NoneEvent: null } => "it throws an event whenever an instance is done, but does not say which (noneBehaviorEventRef); choose one",
            MultiInstance { Behavior: MultiInstanceBehavior.Complex, ComplexEvents.Count: 0 } => "it throws events by conditions, but has none (complexBehaviorDefinition); add one",
            _ => null,
        }),
        Rule.Each<Activity>("multi-instance-output", activity => activity.Loop is MultiInstance { OutputCollection: null, OutputElement: not null }
            ? "it says what each instance puts out, but not into which variable; name the output collection" : null, forDrawings: false),
    ];
}
