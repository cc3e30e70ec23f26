using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Queries;

/// <summary>Collects an instance's file from its history, entry by entry.</summary>
internal sealed class InstanceFileBuilder
{
    /// <summary>What did not get a key from the engine is known by its place: 12 bits within the history entry, the rest the entry's number.</summary>
    internal const int PlaceBits = 12;

    private Instant _at;
    private long _place;

    public long InstanceKey { get; private set; }

    public long DefinitionKey { get; private set; }

    public string ProcessId { get; private set; } = "";

    public string? BusinessKey { get; private set; }

    public string? StartedBy { get; private set; }

    public Instant Started { get; private set; }

    public Instant? Ended { get; private set; }

    public Dictionary<long, ElementEntry> Elements { get; } = [];

    public Dictionary<(long Scope, string Name), VariableEntry> Variables { get; } = [];

    public Dictionary<long, JobEntry> Jobs { get; } = [];

    public Dictionary<long, IncidentEntry> Incidents { get; } = [];

    public Dictionary<long, SubscriptionEntry> Subscriptions { get; } = [];

    public List<CorrelationEntry> Correlations { get; } = [];

    public List<DecisionEntry> Decisions { get; } = [];

    public List<FlowEntry> Flows { get; } = [];

    /// <summary>Adds one entry of the history.</summary>
    public void Add(long sequence, Instant when, string? by, IReadOnlyList<WorkflowEvent> events)
    {
        _at = when;
        _place = sequence << PlaceBits;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case InstanceStarted e:
                    Start(e, by);
                    break;
                case InstanceCompleted:
                    EndRoot(ElementState.Completed);
                    break;
                case InstanceCancelled:
                    EndRoot(ElementState.Terminated);
                    break;
                case ElementActivated e:
                    Elements[e.Key] = new ElementEntry(e.Key, e.ElementId, e.ScopeKey, e.CalledDefinitionKey ?? DefinitionOf(e.ScopeKey), e.CalledDefinitionKey is not null, e.IsLoopBody, _at);
                    break;
                case ElementCompleted e:
                    Change(Elements, e.Key, element => element with { State = ElementState.Completed, Ended = _at });
                    break;
                case ElementTerminated e:
                    Change(Elements, e.Key, element => element with { State = ElementState.Terminated, Ended = _at });
                    break;
                case FlowTaken e:
                    Flows.Add(new FlowEntry(e.FlowId, DefinitionOf(e.ScopeKey)));
                    break;
                case VariablesSet e:
                    Set(e);
                    break;
                case DecisionEvaluated e:
                    Decisions.Add(new DecisionEntry(_place++, e.ElementKey, DefinitionOf(e.ElementKey), e.DecisionId, e.Result, e.MatchedRules, _at, e.Trace));
                    break;
                default:
                    AddWait(happened);
                    break;
            }
        }
    }

    private void AddWait(WorkflowEvent happened)
    {
        switch (happened)
        {
            case JobCreated e:
                Jobs[e.JobKey] = new JobEntry(e.JobKey, e.ElementKey, e.ElementId, DefinitionOf(e.ElementKey), e.Type, e.Headers, e.Retries);
                break;
            case JobFailed e:
                Change(Jobs, e.JobKey, job => job with { State = JobState.Failed, Retries = e.RetriesLeft, Error = e.Reason });
                break;
            case JobRetriesSet e:
                Change(Jobs, e.JobKey, job => job with { State = JobState.RetriesUpdated, Retries = e.RetriesLeft });
                break;
            case JobCompleted e:
                Change(Jobs, e.JobKey, job => job with { State = JobState.Completed, Ended = _at });
                break;
            case JobErrorThrown e:
                Change(Jobs, e.JobKey, job => job with { State = JobState.ErrorThrown, ErrorCode = e.Code, Error = e.Message, Ended = _at });
                break;
            case JobCancelled e:
                Change(Jobs, e.JobKey, job => job with { State = JobState.Canceled, Ended = _at });
                break;
            case IncidentRaised e:
                Incidents[e.IncidentKey] = new IncidentEntry(e.IncidentKey, e.ElementKey, e.ElementId, DefinitionOf(e.ElementKey), e.Kind, e.Message, e.JobKey, _at);
                Change(Elements, e.ElementKey, element => element with { IncidentKey = e.IncidentKey });
                break;
            case IncidentResolved e when Incidents.TryGetValue(e.IncidentKey, out var incident):
                Incidents[e.IncidentKey] = incident with { IsResolved = true };
                Change(Elements, incident.ElementKey, element => element.IncidentKey == e.IncidentKey ? element with { IncidentKey = null } : element);
                break;
            case SubscriptionOpened { Kind: SubscriptionKind.Message } e:
                Subscriptions[e.SubscriptionKey] = new SubscriptionEntry(e.SubscriptionKey, e.ElementKey, e.ElementId, DefinitionOf(e.ElementKey), e.Name, e.CorrelationKey, e.StaysOpen, _at);
                break;
            case SubscriptionTriggered e when Subscriptions.TryGetValue(e.SubscriptionKey, out var reached):
                Subscriptions[e.SubscriptionKey] = reached with { Status = reached.StaysOpen ? SubscriptionStatus.Open : SubscriptionStatus.Correlated, Changed = _at };
                Correlations.Add(new CorrelationEntry(_place++, reached, e.MessageId, _at));
                break;
            case SubscriptionClosed e:
                Change(Subscriptions, e.SubscriptionKey, subscription => subscription with { Status = SubscriptionStatus.Closed, Changed = _at });
                break;
        }
    }

    private void Start(InstanceStarted e, string? by)
    {
        (InstanceKey, DefinitionKey, ProcessId, BusinessKey, StartedBy, Started) = (e.InstanceKey, e.DefinitionKey, e.ProcessId, e.BusinessKey, by, _at);
        Elements[e.InstanceKey] = new ElementEntry(e.InstanceKey, e.ProcessId, 0, e.DefinitionKey, true, false, _at);
    }

    private void EndRoot(ElementState state)
    {
        Ended = _at;
        Change(Elements, InstanceKey, element => element with { State = state, Ended = _at });
    }

    private void Set(VariablesSet e)
    {
        foreach (var (name, value) in e.Variables)
        {
            Variables[(e.ScopeKey, name)] = Variables.TryGetValue((e.ScopeKey, name), out var before)
                ? before with { Value = value }
                : new VariableEntry(_place++, name, e.ScopeKey, value);
        }
    }

    private long DefinitionOf(long elementKey) => Elements.TryGetValue(elementKey, out var element) ? element.DefinitionKey : DefinitionKey;

    private static void Change<T>(Dictionary<long, T> rows, long key, Func<T, T> change)
    {
        if (rows.TryGetValue(key, out var row))
        {
            rows[key] = change(row);
        }
    }
}
