using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Runtime;

/// <summary>
/// What the domain on top of the engine wants rows to be found by. A store writes it into columns that the domain names, and
/// knows nothing of what stands in them. The same input gives the same output: a check of the rows asks again.
/// </summary>
public interface IDomainProjection
{
    /// <summary>Of an engine without a domain: rows have the engine's columns, instances no partition.</summary>
    static IDomainProjection None { get; } = new NoDomain();

    /// <summary>The columns of a case's row that the domain fills.</summary>
    IReadOnlyList<string> CaseColumns { get; }

    /// <summary>The columns of a user task's row that the domain fills.</summary>
    IReadOnlyList<string> TaskColumns { get; }

    /// <summary>Those of <see cref="TaskColumns"/> that an escalation's row has as well: it takes them from its task.</summary>
    IReadOnlyList<string> EscalationColumns { get; }

    /// <summary>The values of <see cref="CaseColumns"/>, in their order.</summary>
    /// <param name="variables">What variables of the instance's root scope became; those that stay as they are do not come again.</param>
    /// <returns>Null for a column that stays as it is.</returns>
    IReadOnlyList<string?> CaseValues(FeelContext variables);

    /// <summary>The values of <see cref="TaskColumns"/>, in their order; null for none.</summary>
    /// <param name="tags">The task's tags.</param>
    IReadOnlyList<string?> TaskValues(IReadOnlyDictionary<string, string> tags);

    /// <summary>The partition into which variables put an instance: the part of the work that a worker may be confined to, see <see cref="JobScope"/>.</summary>
    /// <param name="businessKey">The instance's business key, or null.</param>
    /// <param name="variables">What variables of the instance's root scope became.</param>
    /// <returns>Null: it stays where it is; at first that is in none.</returns>
    string? Partition(string? businessKey, FeelContext variables);

    private sealed class NoDomain : IDomainProjection
    {
        public IReadOnlyList<string> CaseColumns => [];

        public IReadOnlyList<string> TaskColumns => [];

        public IReadOnlyList<string> EscalationColumns => [];

        public IReadOnlyList<string?> CaseValues(FeelContext variables) => [];

        public IReadOnlyList<string?> TaskValues(IReadOnlyDictionary<string, string> tags) => [];

        public string? Partition(string? businessKey, FeelContext variables) => null;
    }
}
