using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Systems;

namespace Peninsula.Casework.Access;

/// <summary>
/// The access policy for whoever makes this request, as the directory knows them now. Remembers which rules were asked.
/// Somebody whom the directory does not know holds nothing, so every rule says no.
/// </summary>
public sealed class Gate
{
    private readonly Vocabulary _vocabulary;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public Gate(IAsker asker, Vocabulary vocabulary, ApiClients clients)
    {
        _vocabulary = vocabulary;
        Client = clients.Find(asker.System);
        var id = asker.Person ?? "";
        Person = Client is not null ? Client.Person
            : vocabulary.Directory.TryGetPerson(id, out var known) ? PersonContext.Of(known, vocabulary.Directory)
            : new PersonContext(id, [], [], [], [], "");
    }

    /// <summary>The system that asks, or null when a person does.</summary>
    public ApiClient? Client { get; }

    public PersonContext Person { get; }

    public IReadOnlySet<string> Asked => _asked;

    /// <summary>Whether a rule has said no to something that is there: a case, a task, an escalation.</summary>
    public bool HasRefused { get; private set; }

    public bool MayWork => Ask(nameof(AccessRules.Work), AccessRules.Work(Person));

    public bool MayRaiseConcern => Ask(nameof(AccessPolicy.RaiseConcern), AccessPolicy.RaiseConcern(Person));

    public bool MayStart(PathwayStart start, CaseFacts? of) =>
        Ask(nameof(AccessPolicy.StartPathway), AccessPolicy.StartPathway(Person, start, of, _vocabulary.Directory));

    public bool MaySeeCase(CaseFacts facts) => AskOf(nameof(AccessPolicy.SeeCase), AccessPolicy.SeeCase(Person, facts));

    /// <summary>Whether they may open cases with a reason at all. A system opens none.</summary>
    public bool MayOpenCases => Client is null && Ask(nameof(AccessPolicy.MayOpenCases), AccessPolicy.MayOpenCases(Person));

    public bool MayOpenCase(CaseFacts facts) => Client is null && AskOf(nameof(AccessPolicy.OpenCase), AccessPolicy.OpenCase(Person, facts));

    public bool MayNamePeople(CaseFacts facts) => Client is null && AskOf(nameof(AccessPolicy.NamePeople), AccessPolicy.NamePeople(Person, facts));

    public bool MaySeeDiagram(CaseFacts facts) => AskOf(nameof(AccessPolicy.SeeDiagram), AccessPolicy.SeeDiagram(Person, facts));

    public bool MaySeeTask(TaskFacts task) => AskOf(nameof(AccessPolicy.SeeTask), AccessPolicy.SeeTask(Person, task, _vocabulary.Directory));

    public bool MayClaim(TaskFacts task) => AskOf(nameof(AccessPolicy.ClaimTask), AccessPolicy.ClaimTask(Person, task));

    public bool MayComplete(TaskFacts task) => AskOf(nameof(AccessPolicy.CompleteTask), AccessPolicy.CompleteTask(Person, task));

    public bool MayAcknowledge(IEnumerable<string> recipients) =>
        AskOf(nameof(AccessPolicy.AcknowledgeEscalation), AccessPolicy.AcknowledgeEscalation(Person, recipients, _vocabulary.Directory));

    public bool MayAnswer(TaskFacts task) => AskOf(nameof(AccessPolicy.AnswerEscalation), AccessPolicy.AnswerEscalation(Person, task));

    public bool MayChangePathways => Ask(nameof(AccessPolicy.ChangePathways), AccessPolicy.ChangePathways(Person));

    public bool MayOperateAll => Ask(nameof(AccessPolicy.Operate), AccessPolicy.Operate(Person));

    public bool MayOperate(CaseFacts facts) => AskOf(nameof(AccessPolicy.OperateCase), AccessPolicy.OperateCase(Person, facts));

    public bool MaySeeRunning => Ask(nameof(AccessPolicy.SeeRunning), AccessPolicy.SeeRunning(Person));

    public bool MayMoveCase(CaseFacts facts) => AskOf(nameof(AccessPolicy.MoveCase), AccessPolicy.MoveCase(Person, facts));

    /// <summary>Whether they may send messages at all; whom a message reaches is asked at its delivery.</summary>
    public bool MayTell => Ask(nameof(AccessPolicy.SendMessage), AccessPolicy.SendMessage(Person));

    public bool MayWorkJobs(CaseFacts facts) => Ask(nameof(AccessPolicy.WorkJobs), AccessPolicy.WorkJobs(Person, facts));

    public bool MayWorkAsAgency(TaskFacts task) => AskOf(nameof(AccessPolicy.WorkAsAgency), AccessPolicy.WorkAsAgency(Person, task));

    public bool MaySeeItem(CaseFacts facts, ItemClass item, string? writtenBy) =>
        Ask(nameof(AccessPolicy.SeeItem), AccessPolicy.SeeItem(Person, facts, item, writtenBy, _vocabulary.Directory));

    public bool MaySeeItemOfTask(TaskFacts task, ItemClass item) =>
        Ask(nameof(AccessPolicy.SeeItemOfTask), AccessPolicy.SeeItemOfTask(Person, task, item, _vocabulary.Directory));

    public bool MaySeeItemOfJob(CaseFacts facts, ItemClass item) =>
        Ask(nameof(AccessPolicy.SeeItemOfJob), AccessPolicy.SeeItemOfJob(Person, facts, item, _vocabulary.Directory));

    public CaseScope CasesInSight
    {
        get
        {
            _asked.Add(nameof(AccessPolicy.SeeCases));
            return AccessPolicy.SeeCases(Person);
        }
    }

    public bool MayPublish(params string?[] authors) => Ask(nameof(AccessPolicy.PublishPathway), AccessPolicy.PublishPathway(Person, authors));

    public OversightView Oversight(string area)
    {
        _asked.Add(nameof(AccessPolicy.SeeOversight));
        return AccessPolicy.SeeOversight(Person, area);
    }

    private bool AskOf(string rule, Verdict verdict)
    {
        HasRefused |= !verdict.Allowed;
        return Ask(rule, verdict);
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
