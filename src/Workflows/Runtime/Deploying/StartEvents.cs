using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Timers;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>Collects what the start events of newly deployed processes wait for.</summary>
internal sealed class StartEvents(IKeySource keys, FeelEnvironment environment)
{
    private readonly List<OpenSubscription> _subscriptions = [];
    private readonly List<PendingTimer> _timers = [];

    public IReadOnlyList<OpenSubscription> Subscriptions => _subscriptions;

    public IReadOnlyList<PendingTimer> Timers => _timers;

    /// <summary>Adds a process; gives what is wrong with the texts of its start events.</summary>
    public IEnumerable<DeploymentProblem> Add(long definitionKey, ProcessDefinition process)
    {
        var problems = new List<DeploymentProblem>();
        foreach (var node in process.Children)
        {
            foreach (var definition in Definitions(node))
            {
                if (Problem(definitionKey, node, definition) is { } problem)
                {
                    problems.Add(new DeploymentProblem("", problem, node.Id, node.Name, node.Line));
                }
            }
        }

        return problems;
    }

    // Instantiating receive tasks and event gateways are starts too (BPMN 2.0.2 clause 13.2).
    private static IEnumerable<EventDefinition> Definitions(FlowNode node) => node switch
    {
        StartEvent start => start.Definitions,
        ReceiveTask { Instantiate: true, Message: { } message } => [new MessageEventDefinition(message)],
        IntermediateCatchEvent { Incoming: [{ Source: EventBasedGateway { Instantiate: true } }, ..] } first => first.Definitions,
        _ => [],
    };

    private string? Problem(long definitionKey, FlowNode node, EventDefinition definition)
    {
        switch (definition)
        {
            case MessageEventDefinition { Message.Name: var name }:
                return Subscribe(definitionKey, node, SubscriptionKind.Message, name);
            case SignalEventDefinition { Signal.Name: var name }:
                return Subscribe(definitionKey, node, SubscriptionKind.Signal, name);
            case ConditionalEventDefinition:
                _subscriptions.Add(new OpenSubscription(keys.Next(), 0, definitionKey, node.Id, SubscriptionKind.Condition, "", null));
                return null;
            case TimerEventDefinition timer:
                return Schedule(definitionKey, node, timer);
            default:
                return null;
        }
    }

    private string? Subscribe(long definitionKey, FlowNode node, SubscriptionKind kind, Expression name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return $"the {kind.ToString().ToLowerInvariant()} of a start event needs a name that is known without variables; \"{name}\" gives none";
        }

        _subscriptions.Add(new OpenSubscription(keys.Next(), 0, definitionKey, node.Id, kind, text, null));
        return null;
    }

    private string? Schedule(long definitionKey, FlowNode node, TimerEventDefinition timer)
    {
        if (TimerSchedule.Plan(timer, FeelContext.Empty, environment, out var plan) is { } problem)
        {
            return "the timer of a start event must be known without variables: " + problem;
        }

        _timers.Add(new PendingTimer(keys.Next(), 0, definitionKey, node.Id, plan.Due, TimerKind.Start, plan.RepetitionsLeft, plan.Interval));
        return null;
    }

    private string? Text(Expression expression)
    {
        var value = expression.Evaluate(FeelContext.Empty, environment).Value;
        return value.IsNull ? null
            : FeelJson.AsJsonKinds(value).TryGetString(out var text) ? text
            : value.ToString();
    }
}
