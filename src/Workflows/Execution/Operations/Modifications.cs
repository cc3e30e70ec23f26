using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Changes by hand where an instance stands: all of it, or nothing and every problem at once.</summary>
/// <remarks>
/// What is activated comes before what is cancelled, whatever their order here. A scope that is left with nothing inside is
/// cancelled too, outwards; an instance that is left with nothing at all is cancelled.
/// </remarks>
/// <param name="Modifications">What is changed.</param>
/// <param name="Reason">Why; it goes into the history.</param>
public sealed record ModifyInstance(IReadOnlyList<Modification> Modifications, string? Reason = null) : Command;

/// <summary>One change of a <see cref="ModifyInstance"/>.</summary>
public abstract record Modification;

/// <summary>Starts an element, or goes on after it.</summary>
/// <remarks>
/// Scopes around the element that do not run are created; their own start events are left out. Without an ancestor, scopes
/// that run are used, and it is a problem when there are several. With one, new scopes are created below it. The body of a
/// parallel multi-instance activity as ancestor of that very activity adds an instance to it.
/// </remarks>
/// <param name="ElementId">The element.</param>
/// <param name="AncestorKey">The element instance under which it is started; null: the only one there is.</param>
public sealed record ActivateElement(string ElementId, long? AncestorKey = null) : Modification
{
    /// <summary>Whether it goes on after the element, on its only outgoing flow, instead of starting the element.</summary>
    public bool After { get; init; }

    /// <summary>Local variables for the element and the scopes around it.</summary>
    public IReadOnlyList<ScopeVariables> Variables { get; init; } = [];
}

/// <summary>Ends element instances with all that is inside, or drops the tokens that wait at a join.</summary>
/// <param name="Elements">Which.</param>
public sealed record CancelElement(ElementChoice Elements) : Modification;

/// <summary>Ends element instances, and starts another element for each.</summary>
/// <param name="Elements">Which are ended.</param>
/// <param name="TargetElementId">What is started for each, under the nearest scope around it that holds the target.</param>
public sealed record MoveElement(ElementChoice Elements, string TargetElementId) : Modification
{
    /// <summary>The element instance under which the target is started; null: the nearest scope around what is ended.</summary>
    public long? AncestorKey { get; init; }

    /// <summary>Whether it goes on after the target, on its only outgoing flow, instead of starting it.</summary>
    public bool After { get; init; }

    /// <summary>Local variables for the target and the scopes around it.</summary>
    public IReadOnlyList<ScopeVariables> Variables { get; init; } = [];
}

/// <summary>Sets and removes variables of one scope.</summary>
/// <param name="ScopeKey">The element instance; null: the instance.</param>
/// <param name="Set">Variables that take these values there.</param>
/// <param name="Remove">Names that the scope has no longer.</param>
public sealed record ChangeVariables(long? ScopeKey, FeelContext Set, IReadOnlyList<string> Remove) : Modification;

/// <summary>Which element instances: one by its key, or all of an element.</summary>
public sealed record ElementChoice
{
    private ElementChoice()
    {
    }

    /// <summary>The one, or null.</summary>
    public long? Key { get; private init; }

    /// <summary>The element all of whose instances are meant, or null.</summary>
    public string? ElementId { get; private init; }

    /// <summary>The element instance with that key.</summary>
    public static ElementChoice One(long key) => new() { Key = key };

    /// <summary>All instances of an element.</summary>
    public static ElementChoice AllOf(string elementId) => new() { ElementId = elementId };
}

/// <summary>Local variables for one of the scopes that an activation goes through.</summary>
/// <param name="ScopeId">The element, or one around it, by id; null: the process.</param>
/// <param name="Variables">Their values.</param>
public sealed record ScopeVariables(string? ScopeId, FeelContext Variables);
