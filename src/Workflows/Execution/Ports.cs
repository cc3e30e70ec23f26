using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Execution;

/// <summary>Gives keys: 64-bit, ordered by creation, unique across hosts. Injected, so that the core stays a function of its input.</summary>
public interface IKeySource
{
    /// <summary>The next key.</summary>
    long Next();

    /// <summary>When a key was made, as far as it tells; null when it does not.</summary>
    Instant? TimeOf(long key) => null;
}

/// <summary>What is deployed, as execution asks for it. Implementations answer from memory.</summary>
internal interface IDefinitionCatalog
{
    /// <summary>The deployed version with that key, or null.</summary>
    ProcessDefinition? Find(long definitionKey);

    /// <summary>Key and definition of the version of a process that starts now, or null when none is deployed.</summary>
    (long Key, ProcessDefinition Definition)? Latest(string processId);

    /// <summary>Evaluates a deployed decision; null when none has that id.</summary>
    Decision? Decide(string decisionId, FeelContext inputs, FeelEnvironment environment);
}

/// <summary>What a decision gave.</summary>
/// <param name="Result">The value.</param>
/// <param name="MatchedRules">The rules that matched, as people know them.</param>
/// <param name="Problem">Why there is no result, or null.</param>
internal sealed record Decision(FeelValue Result, IReadOnlyList<string> MatchedRules, string? Problem)
{
    /// <summary>How it was made, for the history; null where that is not known.</summary>
    public DecisionTrace? Trace { get; init; }
}

/// <summary>Decides whose a user task is and by when. The engine knows lanes and attributes; what they mean is the implementation's.</summary>
public interface ITaskPolicy
{
    /// <summary>The terms for a task, or the problem that becomes an incident. A pure function of the request.</summary>
    TaskTermsResult Resolve(TaskTermsRequest request);
}

/// <summary>What is known of a user task when it is created.</summary>
/// <param name="Task">The task.</param>
/// <param name="Explicit">What the definition's own attributes gave: assignee, candidates, due date, priority.</param>
/// <param name="Extensions">The <c>peninsula</c> attributes of the task, evaluated (a <c>=</c> value became text), with those of its lanes for names that the task has not.</param>
/// <param name="Variables">The variables that the task sees.</param>
/// <param name="Now">When it is created.</param>
/// <param name="ProcessId">The process to which the task belongs; empty where it does not matter.</param>
public sealed record TaskTermsRequest(UserTask Task, TaskTerms Explicit, IReadOnlyDictionary<string, string> Extensions, IFeelScope Variables, Instant Now, string ProcessId = "");

/// <summary>Terms, or a problem in plain words.</summary>
public sealed record TaskTermsResult(TaskTerms? Terms, string? Problem)
{
    /// <summary>The terms.</summary>
    public static TaskTermsResult Of(TaskTerms terms) => new(terms, null);

    /// <summary>Why there are none, and what to do.</summary>
    public static TaskTermsResult Refused(string problem) => new(null, problem);
}

/// <summary>A policy without lanes' meaning: the definition's own attributes and nothing else.</summary>
internal sealed class PlainTaskPolicy : ITaskPolicy
{
    /// <inheritdoc/>
    public TaskTermsResult Resolve(TaskTermsRequest request) => TaskTermsResult.Of(request.Explicit);
}
