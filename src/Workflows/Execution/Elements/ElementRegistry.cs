using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements.Containers;
using Peninsula.Workflows.Execution.Elements.Events;
using Peninsula.Workflows.Execution.Elements.Gateways;
using Peninsula.Workflows.Execution.Elements.Tasks;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements;

/// <summary>Which class runs which kind of element. What is not in here is refused by name.</summary>
internal static class ElementRegistry
{
    private static readonly Dictionary<ElementKind, IElementBehavior> ByKind = new()
    {
        // Tasks
        [ElementKind.Task] = new PassingTaskBehavior(),
        [ElementKind.ManualTask] = new PassingTaskBehavior(),
        [ElementKind.UserTask] = new UserTaskBehavior(),
        [ElementKind.ServiceTask] = new ServiceTaskBehavior(),
        [ElementKind.SendTask] = new SendTaskBehavior(),
        [ElementKind.ReceiveTask] = new ReceiveTaskBehavior(),
        [ElementKind.ScriptTask] = new ScriptTaskBehavior(),
        [ElementKind.BusinessRuleTask] = new BusinessRuleTaskBehavior(),

        // Gateways
        [ElementKind.ExclusiveGateway] = new ExclusiveGatewayBehavior(),
        [ElementKind.ParallelGateway] = new ParallelGatewayBehavior(),
        [ElementKind.InclusiveGateway] = new InclusiveGatewayBehavior(),
        [ElementKind.ComplexGateway] = new ComplexGatewayBehavior(),
        [ElementKind.EventBasedGateway] = new EventBasedGatewayBehavior(),

        // Containers
        [ElementKind.Process] = new ProcessBehavior(),
        [ElementKind.SubProcess] = new SubProcessBehavior(),
        [ElementKind.EventSubProcess] = new SubProcessBehavior(),
        [ElementKind.Transaction] = new SubProcessBehavior(),
        [ElementKind.AdHocSubProcess] = new AdHocSubProcessBehavior(),
        [ElementKind.CallActivity] = new CallActivityBehavior(),
        [ElementKind.MultiInstanceBody] = new MultiInstanceBodyBehavior(),

        // Events
        [ElementKind.StartEvent] = new StartEventBehavior(),
        [ElementKind.IntermediateCatchEvent] = new IntermediateCatchEventBehavior(),
        [ElementKind.IntermediateThrowEvent] = new IntermediateThrowEventBehavior(),
        [ElementKind.EndEvent] = new EndEventBehavior(),
        [ElementKind.BoundaryEvent] = new BoundaryEventBehavior(),
    };

    // Asked at every step of every element: an array by the kind's index, not a look-up.
    private static readonly IElementBehavior?[] Behaviors = [.. ElementKind.All.Select(kind => ByKind.GetValueOrDefault(kind))];
    private static readonly StandardLoopBodyBehavior StandardLoops = new();

    /// <summary>The kinds of element that run.</summary>
    public static IReadOnlyCollection<ElementKind> Kinds => ByKind.Keys;

    public static IElementBehavior Of(ElementInstance element)
    {
        if (element.IsLoopBody && ((Activity)element.Node!).Loop is StandardLoop)
        {
            return StandardLoops;
        }

        var kind = element.Kind;
        return Behaviors[kind.Index] ?? throw new NotSupportedException($"{element}: the engine has no behaviour for {kind.Words}.");
    }
}
