using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>
/// Runs one instance on the pure core. After every command it holds that the history leads to the same state, that state and
/// events survive their codecs, that the state before was left alone, and that the same input gives the same output.
/// </summary>
internal sealed class Engine : IDefinitionCatalog, IKeySource
{
    private readonly List<WorkflowEvent> _history = [];
    private readonly Dictionary<long, ProcessDefinition> _deployed = [];
    private long _lastKey = 1_000;
    private InstanceState? _replayed;

    public Engine(params ProcessDefinition[] processes)
    {
        for (var i = 0; i < processes.Length; i++)
        {
            _deployed[i + 1] = processes[i];
        }
    }

    public InstanceState State { get; private set; } = null!;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 1, 5, 9, 0);

    public ITaskPolicy Policy { get; set; } = new PlainTaskPolicy();

    public Func<string, FeelContext, Peninsula.Workflows.Execution.Decision?> Decisions { get; set; } = (_, _) => null;

    public int StepLimit { get; set; } = 10_000;

    public IReadOnlyList<WorkflowEvent> History => _history;

    public IEnumerable<string> OpenTasks => State.Tasks.Select(task => task.ElementId);

    public IEnumerable<string> IncidentsAt => State.Incidents.Select(incident => incident.ElementId);

    public Engine Start(params (string Name, FeelValue Value)[] variables) => Start(null, variables);

    public Engine Start(string? at, params (string Name, FeelValue Value)[] variables)
    {
        Accept(new StartInstance(1, "CSE-2026-000001", FeelContext.Of(variables), at));
        return this;
    }

    public Engine Complete(string task, params (string Name, FeelValue Value)[] variables)
    {
        Accept(new CompleteTask(Task(task).Key, FeelContext.Of(variables)));
        return this;
    }

    public Engine CompleteJob(string type, params (string Name, FeelValue Value)[] variables)
    {
        Accept(new CompleteJob(Job(type).Key, FeelContext.Of(variables)));
        return this;
    }

    public Engine FailWith(string jobType, string errorCode)
    {
        Accept(new ThrowJobError(Job(jobType).Key, errorCode, "it went wrong", FeelContext.Empty));
        return this;
    }

    public Engine Fire(string element)
    {
        Accept(new FireTimer(State.Timers.First(timer => timer.ElementId == element).Key));
        return this;
    }

    public Engine Deliver(string message, params (string Name, FeelValue Value)[] variables)
    {
        Accept(new Trigger(State.Subscriptions.First(subscription => subscription.Name == message).Key, FeelContext.Of(variables), "m-1"));
        return this;
    }

    public Engine Set(params (string Name, FeelValue Value)[] variables)
    {
        Accept(new SetVariables(null, FeelContext.Of(variables)));
        return this;
    }

    public Engine Resolve(string element, params (string Name, FeelValue Value)[] variables)
    {
        Accept(new ResolveIncident(State.Incidents.First(incident => incident.ElementId == element).Key, FeelContext.Of(variables)));
        return this;
    }

    public IReadOnlyList<WorkflowEvent> Accept(Command command)
    {
        var result = Execute(command);
        result.Refusal.Should().BeNull(result.Message);
        return result.Events;
    }

    public Refusal Refused(Command command)
    {
        var result = Execute(command);
        result.Refusal.Should().NotBeNull();
        result.Message.Should().NotBeNullOrEmpty();
        result.State.Should().BeSameAs(State);
        return result.Refusal!.Value;
    }

    public ExecutionResult Execute(Command command)
    {
        var before = State is null ? null : StateCodec.Write(State);
        var environment = new ExecutionEnvironment(this, Policy, this, Now) { StepLimit = StepLimit };

        // From what a store would give back, not from what happens to be in memory.
        var keyBefore = _lastKey;
        var result = ProcessInterpreter.Execute(before is null ? null : StateCodec.Read(before), command, environment);
        if (result.Refusal is not null)
        {
            return result with { State = State };
        }

        _lastKey = keyBefore;
        var again = ProcessInterpreter.Execute(before is null ? null : StateCodec.Read(before), command, environment);
        var events = EventCodec.Write(result.Events);
        Same(EventCodec.Write(again.Events), events, "the same input gives the same output");

        if (before is not null)
        {
            Same(StateCodec.Write(State!), before, "a command leaves the state that it was given alone");
        }

        State = result.State!;
        foreach (var happened in EventCodec.Read(events))
        {
            _history.Add(happened);
            _replayed = EventApplier.Apply(_replayed, happened);
        }

        Same(StateCodec.Write(_replayed!), StateCodec.Write(State), "replaying the history gives the same state");
        return result;
    }

    private static void Same(byte[] actual, byte[] expected, string because)
    {
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            actual.Should().Equal(expected, because);
        }
    }

    public void WaitsAt(params string[] tasks) => OpenTasks.Should().BeEquivalentTo(tasks);

    public void HasEnded()
    {
        State.Status.Should().Be(InstanceStatus.Completed);
        State.Elements.Should().ContainSingle("only the root stays, with its variables");
        State.Timers.Should().BeEmpty();
        State.Subscriptions.Should().BeEmpty();
    }

    public FeelValue this[string variable] => State.Variable(variable);

    public UserTaskState Task(string elementId) => State.Tasks.First(task => task.ElementId == elementId);

    public ElementInstance Element(string elementId) => State.Elements.First(element => element.ElementId == elementId);

    private JobState Job(string type) => State.Jobs.First(job => job.Type == type);

    ProcessDefinition? IDefinitionCatalog.Find(long definitionKey) => _deployed.GetValueOrDefault(definitionKey);

    (long Key, ProcessDefinition Definition)? IDefinitionCatalog.Latest(string processId) =>
        _deployed.Where(entry => entry.Value.Id == processId).Select(entry => ((long, ProcessDefinition)?)(entry.Key, entry.Value)).LastOrDefault();

    Peninsula.Workflows.Execution.Decision? IDefinitionCatalog.Decide(string decisionId, FeelContext inputs, FeelEnvironment environment) => Decisions(decisionId, inputs);

    long IKeySource.Next() => ++_lastKey;
}
