using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>Draws processes for tests: nodes in paths, as a person would draw them.</summary>
/// <example><c>Model.Process("p", p => p.Path(Start("s"), User("triage"), End("e")))</c></example>
internal sealed class Model
{
    private readonly Dictionary<string, FlowNode> _nodes = [];
    private readonly List<SequenceFlow> _flows = [];
    private readonly List<(string From, string To, string? Condition, bool IsDefault, string Id)> _drawn = [];
    private readonly Dictionary<string, Model> _inner = [];
    private readonly Dictionary<string, List<BoundaryEvent>> _boundaries = [];
    private readonly Dictionary<string, string> _compensates = [];

    public List<DataItem> Data { get; } = [];

    public static ProcessDefinition Process(string id, Action<Model> draw)
    {
        var model = new Model();
        draw(model);
        var process = new ProcessDefinition { Id = id };
        var all = new List<FlowNode>();
        var allFlows = new List<SequenceFlow>();
        var (children, starts, events) = model.Build(process, all, allFlows);
        process.Children = children;
        process.StartEvents = starts;
        process.EventSubProcesses = events;
        process.DataItems = model.Data;
        process.Nodes = all;
        process.Flows = allFlows;
        for (var i = 0; i < all.Count; i++)
        {
            all[i].Index = i;
        }

        for (var i = 0; i < allFlows.Count; i++)
        {
            allFlows[i].Index = i;
        }

        return process;
    }

    /// <summary>Connects nodes one after the other. A text names a node drawn before; <see cref="When"/> and <see cref="Otherwise"/> say something of the next flow.</summary>
    public Model Path(params object[] steps)
    {
        string? from = null, condition = null;
        var isDefault = false;
        foreach (var step in steps)
        {
            switch (step)
            {
                case Guard guard:
                    condition = guard.Condition;
                    isDefault = guard.Condition is null;
                    continue;
                case FlowNode node:
                    _nodes.Add(node.Id, node);
                    break;
            }

            var id = step as string ?? ((FlowNode)step).Id;
            if (from is not null)
            {
                _drawn.Add((from, id, condition, isDefault, $"{from}->{id}{(_drawn.Any(flow => flow.From == from && flow.To == id) ? $"#{_drawn.Count}" : "")}"));
            }

            (from, condition, isDefault) = (id, null, false);
        }

        return this;
    }

    /// <summary>Fills a sub-process drawn in this model, or adds an event sub-process.</summary>
    public Model Inside(SubProcess subProcess, Action<Model> draw)
    {
        _nodes.TryAdd(subProcess.Id, subProcess);
        return Inside(subProcess.Id, draw);
    }

    public Model Inside(string id, Action<Model> draw)
    {
        draw(_inner[id] = new Model());
        return this;
    }

    /// <summary>Attaches a boundary event and draws the path from it.</summary>
    public Model On(string activity, BoundaryEvent boundary, params object[] path)
    {
        if (!_boundaries.TryGetValue(activity, out var list))
        {
            _boundaries[activity] = list = [];
        }

        list.Add(boundary);
        return Path([boundary, .. path]);
    }

    /// <summary>Gives an activity its compensation handler.</summary>
    public Model Undo(string activity, Activity handler)
    {
        _nodes.Add(handler.Id, handler);
        _compensates[activity] = handler.Id;
        return this;
    }

    public static Guard When(string condition) => new(condition);

    public static Guard Otherwise => new(null);

    public static StartEvent Start(string id, EventDefinition? definition = null, bool interrupting = true) =>
        new() { Id = id, Definitions = List(definition), IsInterrupting = interrupting };

    public static EndEvent End(string id, params EventDefinition[] definitions) => new() { Id = id, Definitions = definitions };

    public static IntermediateCatchEvent Catch(string id, params EventDefinition[] definitions) => new() { Id = id, Definitions = definitions };

    public static IntermediateThrowEvent Throw(string id, params EventDefinition[] definitions) => new() { Id = id, Definitions = definitions };

    public static BoundaryEvent Boundary(string id, EventDefinition definition, bool interrupting = true) =>
        new() { Id = id, Definitions = [definition], CancelActivity = interrupting };

    public static UserTask User(string id, LoopCharacteristics? loop = null, bool undoes = false) => new() { Id = id, Name = id, Loop = loop, IsForCompensation = undoes };

    public static ServiceTask Service(string id, string? type = null, bool undoes = false) =>
        new() { Id = id, Job = type is null ? null : new JobDefinition(Expression.Literal(type), null, new Dictionary<string, string>()), IsForCompensation = undoes };

    public static ScriptTask Script(string id, string variable, string feel) => new() { Id = id, Script = Feel(feel), ResultVariable = variable };

    public static SubProcess Sub(string id, LoopCharacteristics? loop = null) => new() { Id = id, Loop = loop };

    public static SubProcess EventSub(string id) => new() { Id = id, TriggeredByEvent = true };

    public static ExclusiveGateway Xor(string id) => new() { Id = id };

    public static ParallelGateway And(string id) => new() { Id = id };

    public static InclusiveGateway Or(string id) => new() { Id = id };

    public static MessageEventDefinition Message(string name, string? key = null) =>
        new(new Message(name, Expression.Literal(name), key is null ? null : Feel(key)));

    public static SignalEventDefinition Signal(string name) => new(new Signal(name, Expression.Literal(name)));

    public static TimerEventDefinition After(string duration) => new(null, Expression.Literal(duration), null);

    public static TimerEventDefinition Every(string cycle) => new(null, null, Expression.Literal(cycle));

    public static ErrorEventDefinition Error(string? code) => new(code is null ? null : Expression.Literal(code));

    public static EscalationEventDefinition Escalation(string? code) => new(code is null ? null : Expression.Literal(code));

    public static ConditionalEventDefinition Condition(string feel) => new(Feel(feel));

    public static Expression Feel(string text) =>
        FeelExpression.Compile(text) is { Expression: { } compiled } ? Expression.Of("=" + text, compiled) : throw new ArgumentException(text);

    private static EventDefinition[] List(EventDefinition? definition) => definition is null ? [] : [definition];

    private (List<FlowNode> Children, List<StartEvent> Starts, List<SubProcess> Events) Build(IFlowContainer container, List<FlowNode> all, List<SequenceFlow> allFlows)
    {
        var children = _nodes.Values.ToList();
        foreach (var node in children)
        {
            node.Container = container;
            all.Add(node);
            if (node is SubProcess subProcess && _inner.TryGetValue(node.Id, out var model))
            {
                var (inside, starts, events) = model.Build(subProcess, all, allFlows);
                subProcess.Children = inside;
                subProcess.StartEvents = starts;
                subProcess.EventSubProcesses = events;
                subProcess.DataItems = model.Data;
            }
        }

        foreach (var (from, to, condition, isDefault, id) in _drawn)
        {
            var flow = new SequenceFlow { Id = id, Source = _nodes[from], Target = _nodes[to], Condition = condition is null ? null : Feel(condition) };
            _flows.Add(flow);
            if (isDefault && _nodes[from] is Gateway gateway)
            {
                gateway.Default = flow;
            }
            else if (isDefault && _nodes[from] is Activity activity)
            {
                activity.Default = flow;
            }
        }

        allFlows.AddRange(_flows);
        foreach (var node in children)
        {
            node.Outgoing = _flows.Where(flow => flow.Source == node).ToList();
            node.Incoming = _flows.Where(flow => flow.Target == node).ToList();
        }

        foreach (var (id, attached) in _boundaries)
        {
            var activity = (Activity)_nodes[id];
            activity.BoundaryEvents = attached;
            attached.ForEach(boundary => boundary.AttachedTo = activity);
        }

        foreach (var (id, handler) in _compensates)
        {
            ((Activity)_nodes[id]).CompensationHandler = (Activity)_nodes[handler];
        }

        return (children, children.OfType<StartEvent>().ToList(), children.OfType<SubProcess>().Where(process => process.TriggeredByEvent).ToList());
    }

    internal sealed record Guard(string? Condition);
}
