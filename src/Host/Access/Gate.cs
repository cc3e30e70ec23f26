using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Access;

/// <summary>
/// The access policy for whoever makes this request, as the directory knows them now. Remembers which rules were asked.
/// Somebody whom the directory does not know holds nothing, so every rule says no.
/// </summary>
public sealed class Gate
{
    private readonly Vocabulary _vocabulary;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public Gate(IHttpContextAccessor http, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        var id = http.HttpContext?.User.UserId() ?? "";
        Person = vocabulary.Directory.TryGetPerson(id, out var known)
            ? PersonContext.Of(known, vocabulary.Directory)
            : new PersonContext(id, [], [], [], [], "");
    }

    public PersonContext Person { get; }

    public IReadOnlySet<string> Asked => _asked;

    public bool MayWork => Ask(nameof(AccessRules.Work), AccessRules.Work(Person));

    public bool MayRaiseConcern => Ask(nameof(AccessPolicy.RaiseConcern), AccessPolicy.RaiseConcern(Person));

    public bool MaySeeCase(CaseFacts facts) => Ask(nameof(AccessPolicy.SeeCase), AccessPolicy.SeeCase(Person, facts));

    public bool MaySeeDiagram(CaseFacts facts) => Ask(nameof(AccessPolicy.SeeDiagram), AccessPolicy.SeeDiagram(Person, facts));

    public bool MaySeeTask(TaskFacts task) => Ask(nameof(AccessPolicy.SeeTask), AccessPolicy.SeeTask(Person, task));

    public bool MayClaim(TaskFacts task) => Ask(nameof(AccessPolicy.ClaimTask), AccessPolicy.ClaimTask(Person, task));

    public bool MayComplete(TaskFacts task) => Ask(nameof(AccessPolicy.CompleteTask), AccessPolicy.CompleteTask(Person, task));

    public bool MayAcknowledge(IEnumerable<string> recipients) =>
        Ask(nameof(AccessPolicy.AcknowledgeEscalation), AccessPolicy.AcknowledgeEscalation(Person, recipients, _vocabulary.Directory));

    public bool MayAnswer(TaskFacts task) => Ask(nameof(AccessPolicy.AnswerEscalation), AccessPolicy.AnswerEscalation(Person, task));

    public OversightView Oversight(string area)
    {
        _asked.Add(nameof(AccessPolicy.SeeOversight));
        return AccessPolicy.SeeOversight(Person, area);
    }

    private bool Ask(string rule, Verdict verdict)
    {
        _asked.Add(rule);
        return verdict.Allowed;
    }

    private bool Ask(string rule, bool allowed)
    {
        _asked.Add(rule);
        return allowed;
    }
}

/// <summary>What needs no more than being in the directory: one's own list and one's own inbox.</summary>
public static class AccessRules
{
    /// <summary>Whether somebody has a list and an inbox of their own: everybody whom the directory knows.</summary>
    public static bool Work(PersonContext person) => person.Roles.Count > 0;
}
