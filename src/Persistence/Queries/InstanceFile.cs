using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Queries;

/// <summary>Everything that ever was in an instance, ended things included, as its history tells it.</summary>
public sealed class InstanceFile
{
    internal InstanceFile(InstanceFileBuilder built)
    {
        InstanceKey = built.InstanceKey;
        DefinitionKey = built.DefinitionKey;
        ProcessId = built.ProcessId;
        BusinessKey = built.BusinessKey;
        StartedBy = built.StartedBy;
        Started = built.Started;
        Ended = built.Ended;
        Elements = [.. built.Elements.Values];
        Variables = [.. built.Variables.Values];
        Jobs = [.. built.Jobs.Values];
        Incidents = [.. built.Incidents.Values];
        Subscriptions = [.. built.Subscriptions.Values];
        Correlations = built.Correlations;
        Decisions = built.Decisions;
        Flows = built.Flows;
    }

    private InstanceFile(InstanceFile whole, IReadOnlySet<long> hidden, Func<FlowEntry, bool> showsFlow, Func<DecisionEntry, bool> showsDecision)
    {
        InstanceKey = whole.InstanceKey;
        DefinitionKey = whole.DefinitionKey;
        ProcessId = whole.ProcessId;
        BusinessKey = whole.BusinessKey;
        StartedBy = whole.StartedBy;
        Started = whole.Started;
        Ended = whole.Ended;
        Elements = [.. whole.Elements.Where(element => !hidden.Contains(element.Key))];
        Variables = [.. whole.Variables.Where(variable => !hidden.Contains(variable.ScopeKey))];
        Jobs = [.. whole.Jobs.Where(job => !hidden.Contains(job.ElementKey))];
        Incidents = [.. whole.Incidents.Where(incident => !hidden.Contains(incident.ElementKey))];
        Subscriptions = [.. whole.Subscriptions.Where(subscription => !hidden.Contains(subscription.ElementKey))];
        Correlations = [.. whole.Correlations.Where(correlation => !hidden.Contains(correlation.Subscription.ElementKey))];
        Decisions = [.. whole.Decisions.Where(decision => !hidden.Contains(decision.ElementKey) && showsDecision(decision))];
        Flows = [.. whole.Flows.Where(showsFlow)];
    }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; }

    /// <summary>The version that it runs at the root.</summary>
    public long DefinitionKey { get; }

    /// <summary>The process at the root.</summary>
    public string ProcessId { get; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; }

    /// <summary>Who started it, or null for the engine.</summary>
    public string? StartedBy { get; }

    /// <summary>When it started.</summary>
    public Instant Started { get; }

    /// <summary>When it ended, or null.</summary>
    public Instant? Ended { get; }

    /// <summary>Its element instances, the process itself first.</summary>
    public IReadOnlyList<ElementEntry> Elements { get; }

    /// <summary>Its variables with their last values.</summary>
    public IReadOnlyList<VariableEntry> Variables { get; }

    /// <summary>Its jobs.</summary>
    public IReadOnlyList<JobEntry> Jobs { get; }

    /// <summary>Its incidents.</summary>
    public IReadOnlyList<IncidentEntry> Incidents { get; }

    /// <summary>Its message subscriptions.</summary>
    public IReadOnlyList<SubscriptionEntry> Subscriptions { get; }

    /// <summary>The messages that reached it.</summary>
    public IReadOnlyList<CorrelationEntry> Correlations { get; }

    /// <summary>The decisions made in it.</summary>
    public IReadOnlyList<DecisionEntry> Decisions { get; }

    /// <summary>The sequence flows taken, each once for each time.</summary>
    public IReadOnlyList<FlowEntry> Flows { get; }

    /// <summary>The same as if some of its element instances had never been: with nothing that is theirs, or lies in them.</summary>
    /// <param name="hidden">The element instances.</param>
    /// <param name="showsFlow">Which sequence flows stay.</param>
    /// <param name="showsDecision">Which decisions stay.</param>
    public InstanceFile Without(IReadOnlySet<long> hidden, Func<FlowEntry, bool> showsFlow, Func<DecisionEntry, bool> showsDecision) =>
        new(this, hidden, showsFlow, showsDecision);
}

/// <summary>How an element instance stands.</summary>
public enum ElementState
{
    /// <summary>It runs or waits.</summary>
    Active,
    /// <summary>It did its work.</summary>
    Completed,
    /// <summary>It was ended from outside.</summary>
    Terminated,
}

/// <summary>An element instance.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ScopeKey">The element instance around it; 0 for the root.</param>
/// <param name="DefinitionKey">The version that has the element.</param>
/// <param name="IsProcess">Whether it is the root of the instance or of a called process.</param>
/// <param name="IsLoopBody">Whether it holds the instances of a multi-instance or loop activity.</param>
/// <param name="Started">When it came to life.</param>
public sealed record ElementEntry(long Key, string ElementId, long ScopeKey, long DefinitionKey, bool IsProcess, bool IsLoopBody, Instant Started)
{
    /// <summary>How it stands.</summary>
    public ElementState State { get; init; }

    /// <summary>When it ended, or null.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Its open incident, or null.</summary>
    public long? IncidentKey { get; init; }
}

/// <summary>A variable.</summary>
/// <param name="Key">Its key: the place in the history where it was first set.</param>
/// <param name="Name">Its name.</param>
/// <param name="ScopeKey">The scope that has it.</param>
/// <param name="Value">Its last value.</param>
public sealed record VariableEntry(long Key, string Name, long ScopeKey, FeelValue Value);

/// <summary>How a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for a worker, or a worker has it.</summary>
    Created,
    /// <summary>It failed, and waits for its next try or for its incident.</summary>
    Failed,
    /// <summary>Its retries were set again.</summary>
    RetriesUpdated,
    /// <summary>It is done.</summary>
    Completed,
    /// <summary>It ended in a BPMN error.</summary>
    ErrorThrown,
    /// <summary>It was no longer wanted.</summary>
    Canceled,
}

/// <summary>A job.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ElementKey">The element instance that waits.</param>
/// <param name="ElementId">The element.</param>
/// <param name="DefinitionKey">The version that has the element.</param>
/// <param name="Type">Its type.</param>
/// <param name="Headers">Fixed names and values.</param>
/// <param name="Retries">Tries left.</param>
public sealed record JobEntry(long Key, long ElementKey, string ElementId, long DefinitionKey, string Type, IReadOnlyDictionary<string, string> Headers, int Retries)
{
    /// <summary>How it stands.</summary>
    public JobState State { get; init; }

    /// <summary>Why it failed last, or null.</summary>
    public string? Error { get; init; }

    /// <summary>The BPMN error's code, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>When it ended, or null.</summary>
    public Instant? Ended { get; init; }
}

/// <summary>An incident.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ElementKey">The element instance that stands still.</param>
/// <param name="ElementId">The element.</param>
/// <param name="DefinitionKey">The version that has the element.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">In plain words.</param>
/// <param name="JobKey">The job that failed, or null.</param>
/// <param name="Raised">When.</param>
public sealed record IncidentEntry(long Key, long ElementKey, string ElementId, long DefinitionKey, IncidentKind Kind, string Message, long? JobKey, Instant Raised)
{
    /// <summary>Whether it is mended.</summary>
    public bool IsResolved { get; init; }
}

/// <summary>How a message subscription stands.</summary>
public enum SubscriptionStatus
{
    /// <summary>It waits.</summary>
    Open,
    /// <summary>A message reached it.</summary>
    Correlated,
    /// <summary>It was closed without a message.</summary>
    Closed,
}

/// <summary>A message subscription.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ElementKey">The element instance that waits.</param>
/// <param name="ElementId">The event.</param>
/// <param name="DefinitionKey">The version that has the element.</param>
/// <param name="Name">The message's name.</param>
/// <param name="CorrelationKey">The value that the message must carry, or null for any.</param>
/// <param name="StaysOpen">Whether it can be reached again.</param>
/// <param name="Changed">When it was opened or last changed.</param>
public sealed record SubscriptionEntry(long Key, long ElementKey, string ElementId, long DefinitionKey, string Name, string? CorrelationKey, bool StaysOpen, Instant Changed)
{
    /// <summary>How it stands.</summary>
    public SubscriptionStatus Status { get; init; }
}

/// <summary>A message that reached a subscription.</summary>
/// <param name="Key">Its key: its place in the history.</param>
/// <param name="Subscription">What it reached.</param>
/// <param name="MessageKey">The message's key, or null when it never had one.</param>
/// <param name="At">When.</param>
public sealed record CorrelationEntry(long Key, SubscriptionEntry Subscription, string? MessageKey, Instant At);

/// <summary>A decision that was made.</summary>
/// <param name="Key">Its key: its place in the history.</param>
/// <param name="ElementKey">The business rule task.</param>
/// <param name="DefinitionKey">The version that has the element.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="Result">What it gave.</param>
/// <param name="MatchedRules">The rules that matched, as people know them.</param>
/// <param name="At">When.</param>
/// <param name="Trace">How it was made, with the version that made it; null in histories that did not keep it.</param>
public sealed record DecisionEntry(long Key, long ElementKey, long DefinitionKey, string DecisionId, FeelValue Result, IReadOnlyList<string> MatchedRules, Instant At, DecisionTrace? Trace = null);

/// <summary>A sequence flow that was taken.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="DefinitionKey">The version that has it.</param>
public sealed record FlowEntry(string FlowId, long DefinitionKey);
