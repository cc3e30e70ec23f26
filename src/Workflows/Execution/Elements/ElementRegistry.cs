using System.Collections.Frozen;
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
    private static readonly FrozenDictionary<Type, IElementBehavior> Behaviors = new Dictionary<Type, IElementBehavior>
    {
        // Tasks
        [typeof(UndefinedTask)] = new PassingTaskBehavior(),
        [typeof(ManualTask)] = new PassingTaskBehavior(),
        [typeof(UserTask)] = new UserTaskBehavior(),
        [typeof(ServiceTask)] = new ServiceTaskBehavior(),
        [typeof(SendTask)] = new SendTaskBehavior(),
        [typeof(ReceiveTask)] = new ReceiveTaskBehavior(),
        [typeof(ScriptTask)] = new ScriptTaskBehavior(),
        [typeof(BusinessRuleTask)] = new BusinessRuleTaskBehavior(),

        // Gateways
        [typeof(ExclusiveGateway)] = new ExclusiveGatewayBehavior(),
        [typeof(ParallelGateway)] = new ParallelGatewayBehavior(),
        [typeof(InclusiveGateway)] = new InclusiveGatewayBehavior(),
        [typeof(ComplexGateway)] = new ComplexGatewayBehavior(),
        [typeof(EventBasedGateway)] = new EventBasedGatewayBehavior(),

        // Containers
        [typeof(ProcessDefinition)] = new ProcessBehavior(),
        [typeof(SubProcess)] = new SubProcessBehavior(),
        [typeof(Transaction)] = new SubProcessBehavior(),
        [typeof(AdHocSubProcess)] = new AdHocSubProcessBehavior(),
        [typeof(CallActivity)] = new CallActivityBehavior(),

        // Events
        [typeof(StartEvent)] = new StartEventBehavior(),
        [typeof(IntermediateCatchEvent)] = new IntermediateCatchEventBehavior(),
        [typeof(IntermediateThrowEvent)] = new IntermediateThrowEventBehavior(),
        [typeof(EndEvent)] = new EndEventBehavior(),
        [typeof(BoundaryEvent)] = new BoundaryEventBehavior(),
    }.ToFrozenDictionary();

    private static readonly MultiInstanceBodyBehavior MultiInstances = new();
    private static readonly StandardLoopBodyBehavior StandardLoops = new();

    /// <summary>The kinds of element that run.</summary>
    public static IEnumerable<Type> Kinds => Behaviors.Keys;

    public static IElementBehavior Of(ElementInstance element)
    {
        if (element.IsProcess)
        {
            return Behaviors[typeof(ProcessDefinition)];
        }

        if (element.IsLoopBody)
        {
            return ((Activity)element.Node!).Loop is StandardLoop ? StandardLoops : MultiInstances;
        }

        return Behaviors.TryGetValue(element.Node!.GetType(), out var behavior)
            ? behavior
            : throw new NotSupportedException($"{element.Node}: the engine has no behaviour for a {element.Node.GetType().Name}.");
    }
}
