using NodaTime;
using NodaTime.Text;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Ladders;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Assignment;

/// <summary>
/// What lanes and the <c>peninsula</c> attributes mean: <c>agency</c> routes a task to the team that does the function in
/// the case's <c>area</c> (and <c>district</c>), <c>deadline</c> names the timescale by which it falls due, <c>ladder</c> who
/// hears that it is late. A task that should have a team and finds none is a problem, never a task for everyone; a task
/// that asks for neither team nor person is nobody's.
/// </summary>
public sealed class SafeguardingTaskPolicy(VocabularySource source) : ITaskPolicy
{
    private const string BoardFunction = "partnership.board-chair";

    /// <summary>The policy on a vocabulary that never changes.</summary>
    public SafeguardingTaskPolicy(Vocabulary vocabulary)
        : this(VocabularySource.Of(vocabulary))
    {
    }

    /// <inheritdoc/>
    public TaskTermsResult Resolve(TaskTermsRequest request) => Resolve(request, source.Current);

    private static TaskTermsResult Resolve(TaskTermsRequest request, Vocabulary vocabulary)
    {
        var owner = new TeamFinder(vocabulary.Directory).Find(request);
        if (owner.Problem is not null)
        {
            return TaskTermsResult.Refused(owner.Problem);
        }

        if (ChairOf(request, vocabulary.Directory) is { } chair)
        {
            return TaskTermsResult.Refused($"It would go to {chair}, a board chair, who sees counts and never a case. Give {request.Task} to the team that owes it.");
        }

        var deadline = new DeadlineFinder(vocabulary).Find(request);
        if (deadline.Problem is not null)
        {
            return TaskTermsResult.Refused(deadline.Problem);
        }

        var (ladder, problem) = Climb(request, owner, deadline, vocabulary.Ladders);
        if (problem is not null)
        {
            return TaskTermsResult.Refused(problem);
        }

        var standIn = owner.Routed ? OutOfHoursTeam(owner.Team!, request.Now, deadline.Due, vocabulary.Calendar) : null;
        return TaskTermsResult.Of(request.Explicit with
        {
            CandidateGroups = owner.Routed ? Groups(owner.Team!, standIn) : request.Explicit.CandidateGroups,
            Due = deadline.Due,
            FollowUp = request.Explicit.FollowUp ?? deadline.NotBefore,
            Ladder = ladder,
            Tags = Tags(request, owner, deadline, standIn),
        });
    }

    // A board's own tasks are its chair's to take; no other is put before one, whatever an expression says.
    private static string? ChairOf(TaskTermsRequest request, AgencyDirectory directory) =>
        request.Extensions.GetValueOrDefault("agency") == BoardFunction
            ? null
            : request.Explicit.CandidateUsers.Prepend(request.Explicit.Assignee ?? "").FirstOrDefault(id =>
                directory.TryGetPerson(id, out var person) && person.Roles.Contains(Roles.BoardChair));

    private static (IReadOnlyList<LadderLevel> Levels, string? Problem) Climb(
        TaskTermsRequest request, TaskOwner owner, TaskDeadline deadline, LadderCatalog ladders)
    {
        if (!request.Extensions.TryGetValue("ladder", out var key))
        {
            return (request.Explicit.Ladder, null);
        }

        if (!ladders.TryGet(key, out var ladder))
        {
            return ([], $"There is no ladder \"{key}\" in ladders.json. Correct the ladder of {request.Task}.");
        }

        if (owner.Team is null || owner.Area is null)
        {
            return ([], $"The ladder \"{key}\" of {request.Task} needs a team and an area to climb through. Give the task or its lane an agency.");
        }

        var levels = ladder.Schedule(request.Now, deadline.Due, TeamFinder.Text(request.Variables, "riskLevel"), owner.Team, owner.Area);
        return (
        [
            .. levels.Select(level => new LadderLevel(
                level.Level, level.At, [.. level.Recipients.Select(recipient => recipient.ToString())], level.Anonymised)),
        ], null);
    }

    /// <summary>The team that must see the task because the offices shut before anybody there could do it.</summary>
    private static string? OutOfHoursTeam(Team team, Instant now, Instant? due, WorkingCalendar calendar)
    {
        var hour = Duration.FromHours(1);
        var staysOpen = calendar.IsOpen(now) && calendar.IsOpen(now + hour - Duration.FromSeconds(1));
        var urgent = due is not null && !staysOpen && due < calendar.AddWorkingHours(now, hour);
        return urgent && team.OutOfHoursTeam != team.Id ? team.OutOfHoursTeam : null;
    }

    private static string[] Groups(Team team, string? standIn) => standIn is null ? [team.Id] : [team.Id, standIn];

    private static Dictionary<string, string> Tags(
        TaskTermsRequest request, TaskOwner owner, TaskDeadline deadline, string? standIn)
    {
        var tags = new Dictionary<string, string>(request.Explicit.Tags, StringComparer.Ordinal);
        Put("area", owner.Area);
        Put("agency", owner.Team?.Agency);
        Put("function", owner.Team?.Function);
        Put("team", owner.Team?.Id);
        Put("outOfHoursTeam", standIn);
        Put("timescale", deadline.Timescale);
        Put("clockStartedAt", deadline.Anchor is { } anchor ? InstantPattern.ExtendedIso.Format(anchor) : null);
        foreach (var name in CarriedOver)
        {
            Put(name, request.Extensions.GetValueOrDefault(name));
        }

        return tags;

        void Put(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                tags[name] = value;
            }
        }
    }

    // What pages and rights ask of a task without opening its definition.
    private static readonly string[] CarriedOver = ["ladder", "disclosure", "register", "registerKind", "registerSubject", "registerStatus"];
}
