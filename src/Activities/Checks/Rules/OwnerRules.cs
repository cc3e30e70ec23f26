using Peninsula.Activities.Timescales;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks.Rules;

/// <summary>Every task has somebody who owes it everywhere, a time by which it is due, and somebody who hears when it is late.</summary>
internal static class OwnerRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("task-owner", "Every task has an owner.",
            "A task without an owner is everybody's and so nobody's. Inspectors' repeated local finding is drift.",
            PathwaySeverity.Error, (set, _) => Tasks(set, (task, _) => IsOwned(task) ? null : "nobody owns it; give it or its lane an agency")),

        new("owner-in-every-area", "An owner resolves to a team in every area.",
            "The pathway is shared by five councils. What has no team in one of them would stop there in front of a child.",
            PathwaySeverity.Error, OwnersWithoutTeam),

        new("task-timescale", "Every task has a timescale.",
            "What has no deadline cannot become overdue, so nobody would see that it was not done.",
            PathwaySeverity.Error, (set, vocabulary) => Tasks(set, (task, _) => Timescale(task, vocabulary))),

        new("task-ladder", "Every task has a ladder.",
            "Lateness climbs inside the owing agency first and then crosses to MACSE. Without a ladder it climbs to nobody.",
            PathwaySeverity.Error, (set, vocabulary) => Tasks(set, (task, _) => Ladder(task, vocabulary))),

        new("statutory-clock", "A date of its own never replaces a limit of law or guidance.",
            "Statutory clocks do not pause and are not agreed away: a delay gets a reason and an approver instead.",
            PathwaySeverity.Error, (set, vocabulary) => Tasks(set, (task, _) => OwnDate(task, vocabulary))),

        new("task-register", "A register that a task keeps exists.",
            "What is written into a register that nobody defined could be found by nobody.",
            PathwaySeverity.Error, (set, vocabulary) => Tasks(set, (task, pathway) =>
                task.Extensions.TryGetValue("register", out var key) && !vocabulary.Registers.TryGet(key, out var _)
                    ? $"there is no register \"{key}\" in registers.json" : null)),
    ];

    private static IEnumerable<Finding> Tasks(PathwaySet set, Func<UserTask, Pathway, string?> check) =>
        from pathway in set.Pathways
        from task in pathway.Tasks
        let message = check(task, pathway)
        where message is not null
        select Finding.At(pathway, task, message);

    private static bool IsOwned(UserTask task) =>
        task.Assignee is not null || task.CandidateGroups is not null || task.CandidateUsers is not null || Names.Of(task, "agency") is not null;

    private static IEnumerable<Finding> OwnersWithoutTeam(PathwaySet set, Vocabulary vocabulary)
    {
        var directory = vocabulary.Directory;
        return from pathway in set.Pathways
               from task in pathway.Tasks
               let agency = Names.Of(task, "agency")
               where agency is not null
               from function in Names.In(agency)
               let missing = directory.Areas.Where(area => directory.Route(area.Key, function) is null).Select(area => area.Name).ToList()
               where missing.Count > 0
               select Finding.At(pathway, task, $"no team does {function} in {string.Join(", ", missing)}; add the team to agencies.json or correct the agency");
    }

    private static string? Timescale(UserTask task, Vocabulary vocabulary)
    {
        if (!task.Extensions.TryGetValue("deadline", out var deadline))
        {
            return task.DueDate is null ? "it has no deadline; name a timescale" : null;
        }

        var unknown = Names.In(deadline).Where(key => !vocabulary.Timescales.TryGet(key, out _)).ToList();
        return unknown.Count == 0 ? null : $"there is no timescale {string.Join(", ", unknown)} in timescales.json";
    }

    private static string? Ladder(UserTask task, Vocabulary vocabulary) => task.Extensions.GetValueOrDefault("ladder") switch
    {
        null => "it has no ladder; name one, such as overdue",
        var text => Names.In(text).FirstOrDefault(key => !vocabulary.Ladders.TryGet(key, out _)) is { } unknown
            ? $"there is no ladder \"{unknown}\" in ladders.json" : null,
    };

    private static string? OwnDate(UserTask task, Vocabulary vocabulary) =>
        task.DueDate is not null
        && task.Extensions.TryGetValue("deadline", out var deadline)
        && Names.In(deadline).Any(key => vocabulary.Timescales.TryGet(key, out var limit)
            && limit.Versions.Any(version => version.Authority is TimescaleAuthority.Statute or TimescaleAuthority.Guidance))
            ? $"its own due date would replace the limit \"{deadline}\"; leave one of them out" : null;
}
