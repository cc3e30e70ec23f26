using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Tests.Equivalence;

/// <summary>
/// A second interpreter, written from the text of BPMN 2.0.2 chapter 13 alone: small, slow, without persistence, incidents or
/// history. It knows the elements that <c>RandomPathway</c> draws when it draws plainly; what it and the engine do must agree.
/// </summary>
internal sealed class SlowInterpreter
{
    private readonly Func<string, ProcessDefinition> _processes;
    private readonly List<Wait> _waits = [];
    private readonly Scope _root;

    public SlowInterpreter(ProcessDefinition process, Func<string, ProcessDefinition> processes, IEnumerable<(string Name, FeelValue Value)> variables)
    {
        _processes = processes;
        _root = new Scope(process, null, null);
        foreach (var (name, value) in variables)
        {
            _root.Variables[name] = value;
        }

        Open(_root);
        Settle();
    }

    /// <summary>Whether the process at the root has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What is waited for, one line each, in no order.</summary>
    public IEnumerable<string> Waiting => _waits.Select(wait => wait.ToString());

    /// <summary>What can be done now: the line of a wait, the oldest of its kind.</summary>
    public IReadOnlyList<Wait> Waits => _waits;

    public FeelValue Variable(string name) => _root.Variables.GetValueOrDefault(name);

    /// <summary>Whether an error thrown by that job would be caught.</summary>
    public static bool IsCaught(Wait job, string code) => Catcher(job.Item!, code) is not null;

    /// <summary>Somebody does the work, or what is waited for occurs.</summary>
    public void Occur(Wait wait, IEnumerable<(string Name, FeelValue Value)> given)
    {
        switch (wait.Node)
        {
            case BoundaryEvent boundary:
                Boundary(wait, boundary, given);
                break;
            case StartEvent start:
                EventSubProcess(wait, start, given);
                break;
            case IntermediateCatchEvent caught when wait.Item!.Node is EventBasedGateway:
                Remove(wait.Item);
                Write(wait.Item.In, given);
                Take(wait.Item.In, caught);
                End(wait.Item.In);
                break;
            default:
                Write(wait.Item!.In, given);
                Done(wait.Item);
                break;
        }

        Settle();
    }

    /// <summary>A worker ends its job in an error (clause 10.5.6: the nearest that catches it).</summary>
    public void Throw(Wait job, string code)
    {
        Error(job.Item!, code);
        Settle();
    }

    // Clause 13.5.3: the boundary event's token goes on beside the activity, or in place of it.
    private void Boundary(Wait wait, BoundaryEvent boundary, IEnumerable<(string Name, FeelValue Value)> given)
    {
        var host = wait.Item!;
        if (boundary.CancelActivity)
        {
            Remove(host);
        }
        else
        {
            Again(wait);
        }

        Write(host.In, given);
        Take(host.In, boundary);
        End(host.In);
    }

    // Clause 13.5.4: an interrupting one ends all that goes on in its scope.
    private void EventSubProcess(Wait wait, StartEvent start, IEnumerable<(string Name, FeelValue Value)> given)
    {
        var scope = wait.Scope!;
        var sub = (SubProcess)start.Container;
        if (start.IsInterrupting)
        {
            Clear(scope);
            _waits.RemoveAll(row => row.Scope == scope);
        }
        else
        {
            Again(wait);
        }

        Write(scope, given);
        var item = new Item(sub, scope);
        scope.Items.Add(item);
        var inner = new Scope(sub, scope, item);
        item.Inner = inner;
        Listen(inner);
        Take(inner, start);
        End(inner);
    }

    // What repeats in time is planned anew each time, after all that is planned already.
    private void Again(Wait wait)
    {
        var isTimer = ((EventNode)wait.Node).Definitions[0] is TimerEventDefinition;
        if (--wait.Left == 0 || isTimer)
        {
            _waits.Remove(wait);
        }

        if (wait.Left > 0 && isTimer)
        {
            _waits.Add(wait);
        }
    }

    private void Open(Scope scope)
    {
        Listen(scope);
        foreach (var start in scope.Container.StartEvents.Where(start => start.Definitions.Count == 0))
        {
            Take(scope, start);
        }

        End(scope);
    }

    // What starts event sub-processes is waited for as long as the scope lives.
    private void Listen(Scope scope)
    {
        foreach (var start in scope.Container.EventSubProcesses.SelectMany(sub => sub.StartEvents))
        {
            _waits.Add(new Wait(start, null, scope) { Left = Left(start.Definitions[0], start.IsInterrupting) });
        }
    }

    private static int Left(EventDefinition definition, bool interrupts) => definition switch
    {
        _ when interrupts => 1,
        TimerEventDefinition { Cycle: not null } => 2,
        TimerEventDefinition => 1,
        _ => int.MaxValue,
    };

    // A token leaves a node on every flow, or on those that the node chooses.
    private void Take(Scope scope, FlowNode from)
    {
        foreach (var flow in Chosen(scope, from))
        {
            if (!scope.IsOver)
            {
                Arrive(scope, flow);
            }
        }
    }

    private static IEnumerable<SequenceFlow> Chosen(Scope scope, FlowNode from)
    {
        switch (from)
        {
            case ExclusiveGateway exclusive:
                return [from.Outgoing.FirstOrDefault(flow => flow != exclusive.Default && Holds(scope, flow)) ?? exclusive.Default!];
            case InclusiveGateway inclusive:
                var some = from.Outgoing.Where(flow => flow != inclusive.Default && Holds(scope, flow)).ToList();
                return some.Count > 0 ? some : [inclusive.Default!];
            default:
                return from.Outgoing;
        }
    }

    private void Arrive(Scope scope, SequenceFlow flow)
    {
        if (flow.Target is ParallelGateway or InclusiveGateway && flow.Target.Incoming.Count > 1)
        {
            scope.Tokens.Add(flow);
            if (flow.Target is ParallelGateway && flow.Target.Incoming.All(scope.Tokens.Contains))
            {
                Join(scope, flow.Target, flow.Target.Incoming);
            }
        }
        else
        {
            Enter(scope, flow.Target);
        }
    }

    private void Join(Scope scope, FlowNode gateway, IEnumerable<SequenceFlow> flows)
    {
        foreach (var flow in flows.ToList())
        {
            scope.Tokens.Remove(flow);
        }

        Take(scope, gateway);
    }

    private void Enter(Scope scope, FlowNode node)
    {
        if (node is EndEvent end)
        {
            Finish(scope, end);
            return;
        }

        if (node is Gateway and not EventBasedGateway or ManualTask or StartEvent)
        {
            Take(scope, node);
            return;
        }

        var item = new Item(node, scope);
        scope.Items.Add(item);
        foreach (var boundary in (node as Activity)?.BoundaryEvents ?? [])
        {
            if (boundary.Definitions[0] is not (ErrorEventDefinition or CompensationEventDefinition))
            {
                _waits.Add(new Wait(boundary, item, null) { Left = Left(boundary.Definitions[0], boundary.CancelActivity) });
            }
        }

        if (node is Activity { Loop: MultiInstance loop })
        {
            item.Left = 2;
            Instance(item);
            if (!loop.Sequential && scope.Items.Contains(item))
            {
                Instance(item);
            }

            return;
        }

        Begin(item);
    }

    // Clause 13.3.7; here there are always two instances.
    private void Instance(Item body)
    {
        var instance = new Item(body.Node, body.In) { Body = body };
        body.Instances.Add(instance);
        Begin(instance);
    }

    private void Begin(Item item)
    {
        switch (item.Node)
        {
            case SubProcess sub:
                item.Inner = new Scope(sub, item.In, item);
                Open(item.Inner);
                break;
            case CallActivity call:
                item.Inner = new Scope(_processes(call.ProcessId.Text), null, item);
                foreach (var (name, value) in item.In.Visible())
                {
                    item.Inner.Variables[name] = value;
                }

                Open(item.Inner);
                break;
            case EventBasedGateway gateway:
                _waits.AddRange(gateway.Outgoing.Select(flow => new Wait(flow.Target, item, null)));
                break;
            case ScriptTask script:
                Write(item.In, [(script.ResultVariable!, Evaluate(item.In, script.Script!))]);
                Done(item);
                break;
            default:
                _waits.Add(new Wait(item.Node, item, null));
                break;
        }
    }

    private void Done(Item item)
    {
        _waits.RemoveAll(wait => wait.Item == item);
        if (item.Body is not { } body)
        {
            item.In.Items.Remove(item);
            Take(item.In, item.Node);
            End(item.In);
            return;
        }

        body.Instances.Remove(item);
        if (--body.Left == 0)
        {
            _waits.RemoveAll(wait => wait.Item == body);
            body.In.Items.Remove(body);
            Take(body.In, body.Node);
            End(body.In);
        }
        else if (((MultiInstance)((Activity)body.Node).Loop!).Sequential)
        {
            Instance(body);
        }
    }

    // Clause 13.5.6 on end events.
    private void Finish(Scope scope, EndEvent end)
    {
        switch (end.Definitions is [var thrown, ..] ? thrown : null)
        {
            case TerminateEventDefinition:
                Clear(scope);
                break;
            case ErrorEventDefinition error:
                var thrower = new Item(end, scope);
                Error(thrower, error.Code!.Text);
                break;
        }
    }

    private void Error(Item thrower, string code)
    {
        var (host, boundary) = Catcher(thrower, code) ?? throw new InvalidOperationException("Nobody catches the error.");
        Remove(host);
        Take(host.In, boundary);
        End(host.In);
    }

    private static (Item Host, BoundaryEvent Boundary)? Catcher(Item thrower, string code)
    {
        for (var item = thrower; item is not null; item = item.In.Owner)
        {
            var host = item.Body ?? item;
            if ((host.Node as Activity)?.BoundaryEvents.FirstOrDefault(row => row.Definitions[0] is ErrorEventDefinition error && error.Code?.Text == code) is { } boundary)
            {
                return (host, boundary);
            }
        }

        return null;
    }

    // A scope is done when no token is left in it (clauses 13.2 and 13.3.4).
    private void End(Scope scope)
    {
        if (scope.IsOver || scope.Items.Count > 0 || scope.Tokens.Count > 0)
        {
            return;
        }

        scope.IsOver = true;
        _waits.RemoveAll(wait => wait.Scope == scope);
        if (scope.Owner is not { } owner)
        {
            HasEnded = true;
            return;
        }

        if (owner.Node is CallActivity)
        {
            Write(owner.In, scope.Variables.Where(entry => scope.Written.Contains(entry.Key)).Select(entry => (entry.Key, entry.Value)));
        }

        Done(owner);
    }

    private void Clear(Scope scope)
    {
        foreach (var item in scope.Items.ToList())
        {
            Remove(item);
        }

        scope.Tokens.Clear();
    }

    private void Remove(Item item)
    {
        item.In.Items.Remove(item);
        _waits.RemoveAll(wait => wait.Item == item);
        foreach (var instance in item.Instances)
        {
            _waits.RemoveAll(wait => wait.Item == instance);
            Shut(instance.Inner);
        }

        Shut(item.Inner);
    }

    private void Shut(Scope? scope)
    {
        if (scope is not null)
        {
            Clear(scope);
            scope.IsOver = true;
            _waits.RemoveAll(wait => wait.Scope == scope);
        }
    }

    // Clause 13.4.3: an inclusive join goes when no token can still come to a flow that has none, unless it could come as well to one that has.
    private void Settle()
    {
        while (Scopes(_root).FirstOrDefault(scope => Ready(scope) is not null) is { } scope)
        {
            var gateway = Ready(scope)!;
            Join(scope, gateway, gateway.Incoming.Where(scope.Tokens.Contains));
            End(scope);
        }
    }

    private static InclusiveGateway? Ready(Scope scope) => scope.Tokens.Select(flow => flow.Target).OfType<InclusiveGateway>().Distinct().FirstOrDefault(gateway =>
    {
        var filled = gateway.Incoming.Where(scope.Tokens.Contains).ToList();
        var positions = scope.Items.Select(item => item.Node).Concat(scope.Tokens.Select(flow => flow.Target).Where(target => target != gateway));
        return !positions.Any(position =>
        {
            var reached = Reached(position, gateway);
            return gateway.Incoming.Any(flow => !filled.Contains(flow) && reached.Contains(flow)) && !filled.Any(reached.Contains);
        });
    });

    private static HashSet<SequenceFlow> Reached(FlowNode from, FlowNode gateway)
    {
        var (found, seen, pending) = (new HashSet<SequenceFlow>(), new HashSet<FlowNode>(), new Queue<FlowNode>([from]));
        while (pending.TryDequeue(out var node))
        {
            var next = node.Outgoing.Concat((node as Activity)?.BoundaryEvents.SelectMany(boundary => boundary.Outgoing) ?? []);
            foreach (var flow in next)
            {
                found.Add(flow);
                if (flow.Target != gateway && seen.Add(flow.Target))
                {
                    pending.Enqueue(flow.Target);
                }
            }
        }

        return found;
    }

    private static IEnumerable<Scope> Scopes(Scope scope) => scope.Items
        .SelectMany(item => item.Instances.Select(instance => instance.Inner).Append(item.Inner)).OfType<Scope>().SelectMany(Scopes).Append(scope);

    private static void Write(Scope scope, IEnumerable<(string Name, FeelValue Value)> given)
    {
        foreach (var (name, value) in given)
        {
            var at = scope;
            while (at.Outer is not null && !at.Variables.ContainsKey(name))
            {
                at = at.Outer;
            }

            // A value that is there already is not set again.
            if (!at.Variables.TryGetValue(name, out var old) || old != value)
            {
                at.Written.Add(name);
            }

            at.Variables[name] = value;
        }
    }

    private static bool Holds(Scope scope, SequenceFlow flow) => flow.Condition is null || (Evaluate(scope, flow.Condition).TryGetBoolean(out var holds) && holds);

    private static FeelValue Evaluate(Scope scope, Expression expression) =>
        FeelExpression.Compile(expression.Text.TrimStart('=')).Expression!.Evaluate(FeelContext.Of([.. scope.Visible()]), new FeelEnvironment(default)).Value;

    /// <summary>A process or sub-process that runs.</summary>
    internal sealed class Scope(IFlowContainer container, Scope? outer, Item? owner)
    {
        public IFlowContainer Container => container;

        public Scope? Outer => outer;

        public Item? Owner => owner;

        public Dictionary<string, FeelValue> Variables { get; } = [];

        public HashSet<string> Written { get; } = [];

        public List<Item> Items { get; } = [];

        public List<SequenceFlow> Tokens { get; } = [];

        public bool IsOver { get; set; }

        public IEnumerable<(string Name, FeelValue Value)> Visible() =>
            (outer?.Visible() ?? []).Where(pair => !Variables.ContainsKey(pair.Name)).Concat(Variables.Select(entry => (entry.Key, entry.Value)));
    }

    /// <summary>A node at which a token is.</summary>
    internal sealed class Item(FlowNode node, Scope scope)
    {
        public FlowNode Node => node;

        public Scope In => scope;

        public Scope? Inner { get; set; }

        public Item? Body { get; init; }

        public List<Item> Instances { get; } = [];

        public int Left { get; set; }
    }

    /// <summary>Something that is waited for.</summary>
    internal sealed class Wait(FlowNode node, Item? item, Scope? scope)
    {
        public FlowNode Node => node;

        public Item? Item => item;

        public Scope? Scope => scope;

        public int Left { get; set; } = 1;

        public override string ToString() => (Node switch
        {
            UserTask => "task ",
            ServiceTask => "job ",
            ReceiveTask => "message ",
            EventNode row when row.Definitions[0] is TimerEventDefinition => "timer ",
            _ => "message ",
        }) + Node.Id;
    }
}
