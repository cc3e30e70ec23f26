using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>The execution of one command: the private copy of the state, what has happened so far, and what is still to be done.</summary>
/// <remarks>
/// Work is queued and taken one piece at a time, never by calling back into the middle of an element, so that a long loop
/// needs no stack. What a piece of work causes is done, in the order in which it was caused, before what waited already: a
/// token goes as far as it can before the next one moves. So an instance of an activity that needs nobody is through before
/// the next one begins, and a completion condition that it fulfils spares the others.
/// </remarks>
internal sealed class CommandExecution
{
    private readonly Stack<(ElementInstance Element, ElementStep Step)> _work = [];
    private readonly List<(ElementInstance Element, ElementStep Step)> _caused = [];
    private readonly List<WorkflowEvent> _events = [];
    private InstanceState? _state;
    private FeelEnvironment? _feel;
    private List<VariableChange> _changes = [];
    private int _steps;

    public CommandExecution(InstanceState? state, ExecutionEnvironment environment)
    {
        _state = state;
        Environment = environment;
    }

    public InstanceState State => _state!;

    public ExecutionEnvironment Environment { get; }

    public FeelEnvironment Feel => _feel ??= new FeelEnvironment(Environment.Now) { Zone = Environment.Zone, Host = Environment.Feel };

    public IReadOnlyList<WorkflowEvent> Events => _events;

    /// <summary>Who waits for something to be undone, the innermost on top.</summary>
    public Stack<ElementInstance> Compensating { get; } = [];

    public long NewKey() => Environment.Keys.Next();

    /// <summary>The only way to change the state: the event is applied at once and kept for the history.</summary>
    public void Write(WorkflowEvent happened)
    {
        if (happened is VariablesSet set && _state!.OpenConditions > 0)
        {
            Conditions.Note(_changes, _state, set);
        }

        _state = EventApplier.Apply(_state, happened);
        _events.Add(happened);
    }

    /// <summary>Brings an element to life in a scope, and queues its first step.</summary>
    public ElementInstance Activate(FlowNode node, ElementInstance scope, int loopCounter = 0, bool isLoopBody = false)
    {
        var element = Create(node, scope, loopCounter, isLoopBody);
        Queue(element, ElementStep.Enter);
        return element;
    }

    /// <summary>Brings an element to life without queueing a step: whoever calls says how it goes on.</summary>
    public ElementInstance Create(FlowNode node, ElementInstance scope, int loopCounter = 0, bool isLoopBody = false, long? host = null, long? compensates = null)
    {
        var key = NewKey();
        Write(new ElementActivated(key, node.Id, scope.Key, loopCounter, isLoopBody, null, host, compensates));
        return Binding.Bind(State.Element(key)!, node, scope.Process!);
    }

    public void Queue(ElementInstance element, ElementStep step) => _caused.Add((element, step));

    /// <summary>Works until nothing is left to do but wait.</summary>
    public void Run()
    {
        if (_caused.Count == 0)
        {
            CheckConditions();
        }

        do
        {
            while (TryTake(out var next))
            {
                if (!next.Element.IsAlive)
                {
                    continue;
                }

                _steps += IsInstanceOfCollection(next.Element, next.Step) ? 0 : 1;
                if (_steps > Environment.StepLimit)
                {
                    Incidents.Raise(this, next.Element, next.Step, StepLimitReached(next.Element));
                    continue;
                }

                // What an element set is seen by conditions when it is through, before anything that follows begins: a task that
                // is completed is not interrupted any more by what it was completed with.
                Lifecycle.Advance(this, next.Element, next.Step);
                CheckConditions();
            }
        }
        while (Compensation.StartNext(this) || Joins.ReleaseWaiting(this));
    }

    private bool TryTake(out (ElementInstance Element, ElementStep Step) next)
    {
        for (var i = _caused.Count - 1; i >= 0; i--)
        {
            _work.Push(_caused[i]);
        }

        _caused.Clear();
        return _work.TryPop(out next);
    }

    /// <summary>Triggers the conditions that have come to hold since variables last changed.</summary>
    private void CheckConditions()
    {
        if (_changes.Count == 0)
        {
            return;
        }

        var since = _changes;
        _changes = [];
        Conditions.Check(this, since);
    }

    // A collection has an end: only what can go on for ever is counted.
    private static bool IsInstanceOfCollection(ElementInstance element, ElementStep step) =>
        step == ElementStep.Enter && element.IsLoopInstance && element.Node is Activity { Loop: MultiInstance };

    private Problem StepLimitReached(ElementInstance element) => new(
        IncidentKind.StepLimit,
        $"{element.Node?.ToString() ?? element.ElementId}: after {Environment.StepLimit} steps the process had still not come to a place where it waits. Look for a loop without a task or timer, then resolve the incident to go on.");
}
