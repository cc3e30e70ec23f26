using Peninsula.Activities.Directory;

namespace Peninsula.Activities.Access;

/// <summary>
/// Who may do what. Access is membership of the case, not seniority: one is on a case if one's team holds or held a task of
/// it, or one raised its concern, or answers for such a team, or is the MACSE chair whom one of its escalations has reached.
/// A board chair sees counts and never a case. Every rule says no unless something says yes: no candidates means nobody.
/// </summary>
public static class AccessPolicy
{
    /// <summary>Whether a person may see a case: its summary, people, timeline and plan, as far as the item classes allow.</summary>
    public static Verdict SeeCase(PersonContext person, CaseFacts facts)
    {
        if (person.Holds(Roles.BoardChair))
        {
            return Verdict.No("Board chairs see counts and ages, never a case.");
        }

        if (IsShut(person, facts))
        {
            return Verdict.No("This case is restricted to the people named for it.");
        }

        if (facts.NamedPeople?.Contains(person.Id) == true)
        {
            return Verdict.Yes("They are named for this case.");
        }

        if (facts.OpenedBy.Contains(person.Id))
        {
            return Verdict.Yes("They opened it with a reason, and those who answer for it were told.");
        }

        if (facts.RaisedBy == person.Id)
        {
            return Verdict.Yes("They raised the concern.");
        }

        if (facts.People.Contains(person.Id))
        {
            return Verdict.Yes("They hold or held a task of the case.");
        }

        if (facts.Teams.Any(person.Teams.Contains))
        {
            return Verdict.Yes("Their team holds or held a task of the case.");
        }

        if (facts.Teams.Any(person.Managed.Contains))
        {
            return Verdict.Yes("They answer for a team that holds or held a task of the case.");
        }

        return IsReachedChair(person, facts)
            ? Verdict.Yes("A late task of the case has climbed to them.")
            : Verdict.No("Only those who work on this case can see it.");
    }

    /// <summary>
    /// Whether a person may read an item of a case: they are on the case, and the item's class is open to their agency or to
    /// the function of a team of theirs.
    /// </summary>
    /// <param name="person">Who asks.</param>
    /// <param name="facts">The case.</param>
    /// <param name="item">The item's class.</param>
    /// <param name="writtenBy">The agency that wrote it, or null.</param>
    /// <param name="directory">Which team does which function.</param>
    public static Verdict SeeItem(
        PersonContext person, CaseFacts facts, ItemClass item, string? writtenBy, AgencyDirectory directory)
    {
        var onCase = SeeCase(person, facts);
        if (!onCase.Allowed)
        {
            return onCase;
        }

        return IsOpen(person, item, writtenBy, directory)
            ? Verdict.Yes($"{item.Title} is open to them on this case.")
            : Verdict.No($"{item.Title} is not open to your agency.");
    }

    /// <summary>
    /// Whether an item's class is open to somebody wherever they are on a case, by their agency or a function of a team of
    /// theirs: for lists that ask of many cases at once.
    /// </summary>
    public static bool ReadsClass(PersonContext person, ItemClass item, string? writtenBy, AgencyDirectory directory) => IsOpen(person, item, writtenBy, directory);

    /// <summary>Whether a system that does a case's job may read an item with it: the item's class is open to its agency.</summary>
    public static Verdict SeeItemOfJob(PersonContext system, CaseFacts facts, ItemClass item, AgencyDirectory directory) =>
        WorkJobs(system, facts).Allowed && IsOpen(system, item, null, directory)
            ? Verdict.Yes($"{item.Title} is open to the agency that does the job.")
            : Verdict.No($"{item.Title} is not open to your agency.");

    /// <summary>Whether a person may see a case's diagram with its positions; the pathway's own diagram shows no case.</summary>
    public static Verdict SeeDiagram(PersonContext person, CaseFacts facts) => SeeCase(person, facts);

    /// <summary>
    /// Whether a person may see a task: whoever may take it, those who answer for the team that owes it, and those on its case
    /// to whom its item class is open. That a task exists is as much a disclosure as what it says.
    /// </summary>
    /// <param name="person">Who asks.</param>
    /// <param name="task">The task.</param>
    /// <param name="directory">Which team does which function.</param>
    public static Verdict SeeTask(PersonContext person, TaskFacts task, AgencyDirectory directory)
    {
        if (person.Holds(Roles.BoardChair) && !Owing(task).Any(person.Teams.Contains))
        {
            return Verdict.No("Board chairs see counts and ages, and the tasks of their own board.");
        }

        if (IsShut(person, task.Case))
        {
            return Verdict.No("This case is restricted to the people named for it.");
        }

        if (IsOwner(person, task) || task.CompletedBy == person.Id || IsCandidate(person, task))
        {
            return Verdict.Yes("It is or was theirs, or they may take it.");
        }

        if (!person.Holds(Roles.BoardChair) && task.Team is { } team && person.Managed.Contains(team))
        {
            return Verdict.Yes("They answer for the team that owes it.");
        }

        return task.Disclosure is { } item ? SeeItem(person, task.Case, item, task.Agency, directory) : SeeCase(person, task.Case);
    }

    /// <summary>
    /// Whether a person may read an item with a task of theirs: they may see the task, and the item's class is open to their
    /// agency or function. A task asks of whoever does it; it does not open the case.
    /// </summary>
    public static Verdict SeeItemOfTask(PersonContext person, TaskFacts task, ItemClass item, AgencyDirectory directory) =>
        SeeTask(person, task, directory).Allowed && IsOpen(person, item, null, directory)
            ? Verdict.Yes($"{item.Title} is open to those who do the task.")
            : Verdict.No($"{item.Title} is not open to your agency.");

    /// <summary>Whether a person may take a task that is nobody's.</summary>
    public static Verdict ClaimTask(PersonContext person, TaskFacts task)
    {
        if (IsShut(person, task.Case))
        {
            return Verdict.No("This case is restricted to the people named for it.");
        }

        if (!task.IsOpen)
        {
            return Verdict.No("The task is already done or no longer needed.");
        }

        if (task.Assignee is not null)
        {
            return task.Assignee == person.Id ? Verdict.Yes("It is theirs already.") : Verdict.No("Somebody else has this task.");
        }

        return IsCandidate(person, task)
            ? Verdict.Yes("Their team may take it.")
            : Verdict.No("Only the team that owes this task can take it.");
    }

    /// <summary>Whether a person may save and complete a task: it is theirs, or nobody's and they may take it.</summary>
    public static Verdict CompleteTask(PersonContext person, TaskFacts task) => ClaimTask(person, task);

    /// <summary>Whether a person may give a task to a member of the owing team: those who answer for that team.</summary>
    public static Verdict AssignTask(PersonContext person, TaskFacts task)
    {
        if (IsShut(person, task.Case))
        {
            return Verdict.No("This case is restricted to the people named for it.");
        }

        if (!task.IsOpen)
        {
            return Verdict.No("The task is already done or no longer needed.");
        }

        return Owing(task).Any(person.Managed.Contains)
            ? Verdict.Yes("They answer for the team that owes it.")
            : Verdict.No("Only those who answer for the owing team can assign its tasks.");
    }

    /// <summary>
    /// Whether a task may be given to somebody: they work in the team that owes it, or are its manager, that manager's
    /// deputy, or its cover out of hours. A board chair takes tasks of the board's own and is given none.
    /// </summary>
    /// <param name="holder">Who is to hold it.</param>
    /// <param name="task">The task.</param>
    /// <param name="directory">Which team does which function, and who answers for it.</param>
    public static Verdict HoldTask(PersonContext holder, TaskFacts task, AgencyDirectory directory)
    {
        if (holder.Holds(Roles.BoardChair))
        {
            return Verdict.No("Board chairs see counts and ages, never a case.");
        }

        if (IsShut(holder, task.Case))
        {
            return Verdict.No("This case is restricted to the people named for it. Name them first.");
        }

        if (task.CandidateUsers.Contains(holder.Id) || (task.Case.Area.Length == 0 && task.Case.RaisedBy == holder.Id))
        {
            return Verdict.Yes("It is meant for them, or theirs altogether.");
        }

        return Owing(task).Any(team => holder.BelongsTo(team) || StandsIn(holder, team, directory))
            ? Verdict.Yes("They work in the team that owes it, answer for it, or stand in for those who do.")
            : Verdict.No("Only those of the team that owes this task can hold it.");
    }

    /// <summary>Whether a person may acknowledge an escalation with a direction: those to whose post it climbed.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="recipients">The step's recipients, as written.</param>
    /// <param name="directory">Who holds which post.</param>
    public static Verdict AcknowledgeEscalation(PersonContext person, IEnumerable<string> recipients, AgencyDirectory directory) =>
        recipients.Any(written => HoldsPost(person, written, directory))
            ? Verdict.Yes("It climbed to their post.")
            : Verdict.No("Only those to whom this was escalated can acknowledge it.");

    /// <summary>Whether a person may answer a direction: whoever owes the task, or answers for the team that does.</summary>
    public static Verdict AnswerEscalation(PersonContext person, TaskFacts task)
    {
        var owes = !IsShut(person, task.Case) && (IsOwner(person, task) || IsCandidate(person, task) || (task.Team is { } team && person.BelongsTo(team)));
        return owes ? Verdict.Yes("Their team owes the task.") : Verdict.No("Only the team that owes the task can answer.");
    }

    /// <summary>How much of an area's overdue work a person sees.</summary>
    public static OversightView SeeOversight(PersonContext person, string area)
    {
        if (person.Holds(Roles.BoardChair))
        {
            return person.Areas.Contains(area) ? OversightView.Counts : OversightView.Nothing;
        }

        if (person.Holds(Roles.MacseChair) && person.Areas.Contains(area))
        {
            return OversightView.Cases;
        }

        var counts = person.Holds(Roles.SafeguardingManager)
            || (person.Holds(Roles.ServiceManager) && person.Areas.Contains(area));
        return counts ? OversightView.Counts : OversightView.Nothing;
    }

    /// <summary>Whether a person may raise a concern: everyone who works with children, and nobody who only oversees or operates.</summary>
    public static Verdict RaiseConcern(PersonContext person) =>
        person.Roles.Any(role => role is Roles.Practitioner or Roles.TeamManager or Roles.ServiceManager or Roles.SafeguardingManager)
            ? Verdict.Yes("They work with children or manage those who do.")
            : Verdict.No("This role oversees or runs the service and raises no concerns in it.");

    /// <summary>
    /// Whether a person may start a pathway: those whose team begins it, and, where it is about a child, a person of concern
    /// or intelligence, whoever may raise a concern. From a case only those who may see the case.
    /// </summary>
    /// <param name="person">Who asks.</param>
    /// <param name="start">The pathway.</param>
    /// <param name="of">The case from which it is started, or null.</param>
    /// <param name="directory">Which team does which function.</param>
    public static Verdict StartPathway(PersonContext person, PathwayStart start, CaseFacts? of, AgencyDirectory directory)
    {
        if (of is not null && SeeCase(person, of) is { Allowed: false } hidden)
        {
            return hidden;
        }

        var begins = person.Teams.Concat(person.Managed).Any(id => directory.TryGetTeam(id, out var team)
            && team.Function == start.Function && (start.Area is null || directory.Serves(id, start.Area)));
        if (begins)
        {
            return Verdict.Yes("Their team begins it.");
        }

        return start.Subject is "child" or "person" or "intelligence" && RaiseConcern(person).Allowed
            ? Verdict.Yes("Whoever may raise a concern may start it.")
            : Verdict.No("Only the team that begins this pathway can start it.");
    }

    /// <summary>
    /// Whether a person may open a case that they are not on, with a reason: whoever works with children or manages those
    /// who do. Never one that is restricted to named people, and never a board chair.
    /// </summary>
    public static Verdict OpenCase(PersonContext person, CaseFacts facts) =>
        facts.NamedPeople is null && MayOpenCases(person).Allowed
            ? Verdict.Yes("They work with children or manage those who do.")
            : Verdict.No("This case is not opened so.");

    /// <summary>Whether a person may open cases with a reason at all.</summary>
    public static Verdict MayOpenCases(PersonContext person) =>
        !person.Holds(Roles.BoardChair) && person.Roles.Any(role => role is Roles.Practitioner or Roles.TeamManager or Roles.ServiceManager)
            ? Verdict.Yes("They work with children or manage those who do.")
            : Verdict.No("Only those who work with children, or manage those who do, open a case with a reason.");

    /// <summary>Whether a person may say who is named for a restricted case: who started it, and those who answer for a team on it.</summary>
    public static Verdict NamePeople(PersonContext person, CaseFacts facts) =>
        facts.NamedPeople is not null && !person.Holds(Roles.BoardChair) && (facts.RaisedBy == person.Id || facts.Teams.Any(person.Managed.Contains))
            ? Verdict.Yes("They started it, or answer for a team on it.")
            : Verdict.No("Only who started a restricted case and those who answer for its teams name people for it.");

    /// <summary>Whether a person may change pathways and their data.</summary>
    public static Verdict ChangePathways(PersonContext person) =>
        person.Holds(Roles.SafeguardingManager)
            ? Verdict.Yes("They look after the pathways.")
            : Verdict.No("Only safeguarding managers change pathways.");

    /// <summary>Whether a person may agree to a pathway being published: a safeguarding manager who neither drew it nor sent it. Four eyes.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="authors">Who drew it and who sent it for review.</param>
    public static Verdict PublishPathway(PersonContext person, IEnumerable<string?> authors)
    {
        var manages = ChangePathways(person);
        return !manages.Allowed || !authors.Contains(person.Id)
            ? manages
            : Verdict.No("They drew this version or sent it for review, so another manager has to agree to it.");
    }

    /// <summary>Whether a person may mend incidents and look after running cases, without reading what they hold.</summary>
    public static Verdict Operate(PersonContext person) =>
        person.Holds(Roles.Administrator)
            ? Verdict.Yes("They run the service.")
            : Verdict.No("Only administrators run the service.");

    /// <summary>
    /// Whether somebody may mend an instance, end it or move it, and see how it stands without what it holds: they run the
    /// service in the case's area. What is no case lies in no area: its starter's alone, or the operators' when the engine started it.
    /// </summary>
    public static Verdict OperateCase(PersonContext person, CaseFacts facts)
    {
        var isNoCase = facts.Area.Length == 0;
        if (isNoCase && facts.RaisedBy == person.Id)
        {
            return Verdict.Yes("They started it.");
        }

        return person.Holds(Roles.Administrator) && (isNoCase ? facts.RaisedBy is null : person.Areas.Contains(facts.Area))
            ? Verdict.Yes("They run the service there.")
            : Verdict.No("Only those who run the service in its area can do this.");
    }

    /// <summary>Whether a person may see, in counts and case references, where running cases stand in a pathway, without what they hold.</summary>
    public static Verdict SeeRunning(PersonContext person) =>
        person.Holds(Roles.SafeguardingManager) || person.Holds(Roles.Administrator)
            ? Verdict.Yes("They look after the pathways, or run the service.")
            : Verdict.No("Only safeguarding managers and administrators look after running cases.");

    /// <summary>
    /// Whether a person may take a case to another version of its pathway, or put it right where it stands, without reading
    /// what it holds: who looks after the pathways in its area, and who may operate it.
    /// </summary>
    public static Verdict MoveCase(PersonContext person, CaseFacts facts) =>
        person.Holds(Roles.SafeguardingManager) && (facts.Area.Length == 0 || person.Areas.Contains(facts.Area))
            ? Verdict.Yes("They look after the pathways there.")
            : OperateCase(person, facts);

    /// <summary>Which cases a person may see: what <see cref="SeeCase"/> says, for the queries of lists.</summary>
    public static CaseScope SeeCases(PersonContext person) => CaseScope.Of(person);

    /// <summary>Whether a system may take and end the jobs of an instance: it lies in its area, or is its own to see or to run.</summary>
    public static Verdict WorkJobs(PersonContext person, CaseFacts facts) =>
        !IsShut(person, facts) && ((facts.Area.Length > 0 && person.Areas.Contains(facts.Area)) || OperateCase(person, facts).Allowed || SeeCase(person, facts).Allowed)
            ? Verdict.Yes("The case lies in their area, or is theirs.")
            : Verdict.No("Only systems of the case's area do its jobs.");

    /// <summary>Whether somebody may send messages at all: whoever works with cases. Whom one reaches is asked of the case.</summary>
    public static Verdict SendMessage(PersonContext person) =>
        person.Roles.Count > 0 && !person.Holds(Roles.BoardChair)
            ? Verdict.Yes("They work with cases.")
            : Verdict.No("Only those who work with cases send messages to them.");

    /// <summary>
    /// Whether an agency's system may take, give and finish a task: its agency owes it, whoever there holds it, or the
    /// system started what is no case.
    /// </summary>
    public static Verdict WorkAsAgency(PersonContext system, TaskFacts task)
    {
        if (IsShut(system, task.Case))
        {
            return Verdict.No("This case is restricted to the people named for it, and systems are not.");
        }

        if (!task.IsOpen)
        {
            return Verdict.No("The task is already done or no longer needed.");
        }

        var owes = Owing(task).Any(system.Teams.Contains);
        return owes || IsOwner(system, task) || (task.Case.Area.Length == 0 && task.Case.RaisedBy == system.Id)
            ? Verdict.Yes("Their agency owes it.")
            : Verdict.No("Only the agency that owes this task can do this.");
    }

    private static bool IsOpen(PersonContext person, ItemClass item, string? writtenBy, AgencyDirectory directory) =>
        item.Agencies.Contains("*")
        || item.Agencies.Contains(person.Agency)
        || (item.OwnAgencyToo && writtenBy == person.Agency)
        || person.Teams.Concat(person.Managed)
            .Any(id => directory.TryGetTeam(id, out var team) && item.Functions.Contains(team.Function));

    // Whoever answers for a team on it keeps it in sight, so that a task of it is never nobody's.
    private static bool IsShut(PersonContext person, CaseFacts facts) =>
        facts.NamedPeople is { } named && !named.Contains(person.Id) && facts.RaisedBy != person.Id && !facts.Teams.Any(person.Managed.Contains);

    private static IEnumerable<string> Owing(TaskFacts task) => task.CandidateGroups.Append(task.Team).OfType<string>();

    private static bool StandsIn(PersonContext holder, string teamId, AgencyDirectory directory) =>
        directory.TryGetTeam(teamId, out var team)
        && ((team.OutOfHoursTeam is { } cover && holder.Teams.Contains(cover))
            || IsDeputy(holder, team.Manager, directory)
            || IsDeputy(holder, team.ServiceManager, directory));

    private static bool IsOwner(PersonContext person, TaskFacts task) => task.Assignee == person.Id;

    private static bool IsCandidate(PersonContext person, TaskFacts task) =>
        task.CandidateUsers.Contains(person.Id) || task.CandidateGroups.Any(person.Teams.Contains);

    private static bool IsReachedChair(PersonContext person, CaseFacts facts) =>
        person.Holds(Roles.MacseChair)
        && person.Areas.Contains(facts.Area)
        && facts.EscalatedTo.Contains(new Recipient(Roles.MacseChair, facts.Area).ToString());

    // Not the assignee: a direction comes from above the task.
    private static bool HoldsPost(PersonContext person, string written, AgencyDirectory directory)
    {
        if (!Recipient.TryParse(written, out var recipient))
        {
            return false;
        }

        var scope = recipient.Scope ?? "";
        var holder = recipient.Kind switch
        {
            Roles.TeamManager => directory.TryGetTeam(scope, out var team) ? team.Manager : null,
            Roles.ServiceManager => directory.TryGetTeam(scope, out var team) ? team.ServiceManager : null,
            Roles.MacseChair => directory.TryGetArea(scope, out var area) ? area.MacseChair : null,
            Roles.BoardChair => directory.TryGetArea(scope, out var area) ? area.BoardChair : null,
            _ => null,
        };
        return holder is not null && (holder == person.Id || IsDeputy(person, holder, directory));
    }

    private static bool IsDeputy(PersonContext person, string holder, AgencyDirectory directory) =>
        directory.TryGetPerson(holder, out var held) && held.Deputy == person.Id;
}
