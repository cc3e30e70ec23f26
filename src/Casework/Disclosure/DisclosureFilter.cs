using System.Text.Json.Nodes;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;

namespace Peninsula.Casework.Disclosure;

/// <summary>
/// What of a case its reader may read: an answer by the class of the field that asked for it, a task by the class that its
/// pathway gives it. What is not open is absent, as if it were not there.
/// </summary>
public sealed class DisclosureFilter(Gate gate, Engine engine, Vocabulary vocabulary, FieldClasses fields)
{
    /// <summary>The answers of a case that are open to somebody on it.</summary>
    public JsonObject Open(JsonObject values, CaseFacts facts) => Open(values, item => gate.MaySeeItem(facts, item, null));

    /// <summary>The answers of a case that are open to whoever may see a task of it.</summary>
    public JsonObject Open(JsonObject values, TaskFacts task) => Open(values, item => gate.MaySeeItemOfTask(task, item));

    /// <summary>Whether somebody on a case may know of a task of it: not more than what its class says, or what is theirs.</summary>
    /// <param name="facts">The case.</param>
    /// <param name="disclosure">The task's class, or null.</param>
    /// <param name="agency">The agency that owes it, or null.</param>
    /// <param name="team">The team that owes it, or null.</param>
    public bool MayKnow(CaseFacts facts, string? disclosure, string? agency, string? team) => gate.MaySeeTask(new TaskFacts
    {
        Case = facts,
        CandidateGroups = team is null ? [] : [team],
        Team = team,
        Agency = agency,
        Disclosure = disclosure is null ? null : vocabulary.ItemClasses.Of(disclosure),
    });

    private JsonObject Open(JsonObject values, Func<ItemClass, bool> isOpen)
    {
        var asked = new Dictionary<string, bool>(StringComparer.Ordinal);
        return fields.Of(engine.Workflows.Catalog).Open(values, key =>
            asked.TryGetValue(key, out var known) ? known : asked[key] = isOpen(vocabulary.ItemClasses.Of(key)));
    }
}
