using Peninsula.Activities.Directory;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Assignment;

/// <summary>Whose a task is.</summary>
/// <param name="Team">The team that owes it, if any does.</param>
/// <param name="Area">The case's area, if it is known.</param>
/// <param name="Routed">Whether the team came from its function, rather than from an assignment written out.</param>
/// <param name="Problem">Why it cannot be told, or null.</param>
internal sealed record TaskOwner(Team? Team, string? Area, bool Routed, string? Problem = null);

/// <summary>Finds the team that owes a task: from its own assignment, else from the agency of the task or its lane.</summary>
internal sealed class TeamFinder(AgencyDirectory directory)
{
    public TaskOwner Find(TaskTermsRequest request)
    {
        var explicitly = request.Explicit;
        var area = request.Extensions.GetValueOrDefault("area") is { Length: > 0 } own ? own : Text(request.Variables, "area");
        var assigned = explicitly.Assignee is not null
            || explicitly.CandidateUsers.Count > 0
            || explicitly.CandidateGroups.Count > 0;
        var asked = request.Extensions.TryGetValue("agency", out var function);
        if (assigned)
        {
            var team = OwnTeam(explicitly) ?? (asked && area is not null ? directory.Route(area, function!) : null);
            return new TaskOwner(team, area ?? team?.Area, Routed: false);
        }

        return asked ? Route(request, area, function!) : new TaskOwner(null, area, Routed: false);
    }

    /// <summary>A variable's text, or null when it is absent, blank or no text.</summary>
    public static string? Text(IFeelScope variables, string name) =>
        variables.TryGet(name, out var value) && value.TryGetString(out var text) && text.Length > 0 ? text : null;

    private TaskOwner Route(TaskTermsRequest request, string? area, string function)
    {
        if (function.Length == 0)
        {
            return Refuse($"The agency of {request.Task} came out empty. It must name a function such as police.mash.");
        }

        if (!directory.HasFunction(function))
        {
            return Refuse($"There is no function \"{function}\" in agencies.json. Correct the agency of {request.Task} or of its lane.");
        }

        if (area is null)
        {
            return Refuse($"{request.Task} goes to {function} of the case's area, but the variable \"area\" is not set. Set it and try again.");
        }

        if (!directory.TryGetArea(area, out _))
        {
            return Refuse($"The variable \"area\" holds \"{area}\", which is no area. Use one of: {string.Join(", ", directory.Areas.Select(known => known.Key))}.");
        }

        return directory.Route(area, function, Text(request.Variables, "district")) is { } team
            ? new TaskOwner(team, area, Routed: true)
            : Refuse($"No team does {function} in {area}, so {request.Task} has no owner. Add a team to agencies.json and try again.");
    }

    private Team? OwnTeam(TaskTerms terms)
    {
        foreach (var group in terms.CandidateGroups)
        {
            if (directory.TryGetTeam(group, out var team))
            {
                return team;
            }
        }

        foreach (var id in terms.CandidateUsers.Prepend(terms.Assignee ?? ""))
        {
            if (directory.TryGetPerson(id, out var person) && person.Teams.Count > 0
                && directory.TryGetTeam(person.Teams[0], out var team))
            {
                return team;
            }
        }

        return null;
    }

    private static TaskOwner Refuse(string problem) => new(null, null, Routed: false, problem);
}
