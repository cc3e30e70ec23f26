using Peninsula.Activities;
using Peninsula.Casework.Systems;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Execution;

namespace Peninsula.Casework.Pathways;

/// <summary>
/// Keeps what an agency's system deployed within that system's areas: a task of its process goes to nobody elsewhere,
/// whatever the process says. A pathway's tasks go where the pathway sends them.
/// </summary>
public sealed class BoundedTaskPolicy(ITaskPolicy tasks, Engine engine, VocabularySource source, ApiClients clients) : ITaskPolicy
{
    public TaskTermsResult Resolve(TaskTermsRequest request)
    {
        var resolved = tasks.Resolve(request);
        return resolved.Terms is { } terms && engine.OwnerOf(request.ProcessId) is { } owner && Outside(terms, owner) is { } elsewhere
            ? TaskTermsResult.Refused($"It would go to {elsewhere}, outside the areas of the system {owner} that deployed this process. Send it to a team or a person there.")
            : resolved;
    }

    private string? Outside(TaskTerms terms, string owner)
    {
        var areas = clients.Find(owner)?.Registration.Areas ?? [];
        var directory = source.Current.Directory;
        if (terms.Tags.TryGetValue("area", out var area) && !areas.Contains(area))
        {
            return area;
        }

        var team = terms.CandidateGroups.FirstOrDefault(group =>
            directory.TryGetTeam(group, out var known) && !areas.Exists(own => known.Area == own || directory.Serves(known.Id, own)));
        return team ?? terms.CandidateUsers.Prepend(terms.Assignee ?? "").FirstOrDefault(id =>
            directory.TryGetPerson(id, out var person) ? !person.Areas.Any(areas.Contains) : clients.Find(id) is not null && !clients.AreOfOneAgency(owner, id));
    }
}
