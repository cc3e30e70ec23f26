using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Tasks;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>User tasks: what people, or their agency's own systems for them, are asked to do.</summary>
[Route("v2/user-tasks")]
[Tags("User tasks")]
internal sealed class UserTasksController(
    Engine engine, Definitions definitions, InstanceVisibility visibility, DisclosedFiles files, ReadableVariables readable, TaskService tasks, TaskList list, PeninsulaDbContext db) : ApiController
{
    private static readonly ListFields<TaskRecord> Fields = new ListFields<TaskRecord>(row => row.Key)
        .Key("userTaskKey", row => row.Key)
        .Key("elementInstanceKey", row => row.Key)
        .Key("processInstanceKey", row => row.InstanceKey)
        .Text("processDefinitionId", row => row.ProcessId)
        .Text("elementId", row => row.ElementId)
        .Text("name", row => row.Name)
        .Text("assignee", row => row.Assignee)
        .Number("priority", row => row.Priority)
        .Time("creationDate", row => row.Created)
        .Time("completionDate", row => row.CompletedAt)
        .Time("dueDate", row => row.Due)
        .Time("followUpDate", row => row.FollowUp)
        .Choice("state", row => row.State, ("CREATED", [TaskState.Open]), ("COMPLETED", [TaskState.Completed]), ("CANCELED", [TaskState.Cancelled]),
            ("CREATING", []), ("ASSIGNING", []), ("UPDATING", []), ("COMPLETING", []), ("CANCELING", []), ("FAILED", []))
        .Same("tenantId", Definitions.Tenant)
        .Aside("candidateGroup").Aside("candidateUser").Aside("processDefinitionKey").Aside("processInstanceVariables").Aside("localVariables");

    [HttpPost("search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<UserTaskResult>> SearchUserTasks([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel)
    {
        var terms = Terms.Of(request, Fields);
        var rows = list.Tasks();
        foreach (var (name, json) in terms.Aside)
        {
            var text = json.ValueKind == System.Text.Json.JsonValueKind.String ? json.GetString()! : throw new SearchException($"\"{name}\" is given as a text here.");
            rows = name switch
            {
                "candidateGroup" => rows.Where(task => db.TaskCandidates.Any(candidate => candidate.TaskKey == task.Key && candidate.IsGroup && candidate.Name == text)),
                "candidateUser" => rows.Where(task => db.TaskCandidates.Any(candidate => candidate.TaskKey == task.Key && !candidate.IsGroup && candidate.Name == text)),
                "processDefinitionKey" when Key.TryParse(text, null, out var key) => rows.Where(task => db.Instances.Any(instance => instance.Key == task.InstanceKey && instance.DefinitionKey == key.Value)),
                _ => throw new SearchException($"Tasks cannot be filtered by \"{name}\"; search the process instances by their variables first."),
            };
        }

        var page = await KeysetSearch.FindAsync(rows, Fields.Fields, terms.Search, cancel);
        await visibility.NoteReadAsync("tasks", page.Items.Select(task => task.BusinessKey));
        var shown = await ResultsAsync(page.Items, cancel);
        return Terms.Result(new SearchPage<UserTaskResult>(shown, page.Total, page.HasMore, page.Start, page.End));
    }

    [HttpGet("{userTaskKey}")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public async Task<UserTaskResult> GetUserTask(Key userTaskKey, CancellationToken cancel)
    {
        var task = (await SeenAsync(userTaskKey, cancel)).Task;
        await visibility.NoteReadAsync($"task:{task.Key}", [task.BusinessKey]);
        return (await ResultsAsync([task], cancel))[0];
    }

    [HttpGet("{userTaskKey}/form")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    [ProducesResponseType<FormResult>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> GetUserTaskForm(Key userTaskKey, CancellationToken cancel)
    {
        var task = (await SeenAsync(userTaskKey, cancel)).Task;
        return definitions.Form(task.FormId) is { } form ? Ok(form) : NoContent();
    }

    /// <summary>The variables that the task sees, as far as their classes are open to the client's agency.</summary>
    [HttpPost("{userTaskKey}/variables/search")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public Task<SearchResult<VariableResult>> SearchUserTaskVariables(
        Key userTaskKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, [FromQuery] bool? truncateValues, CancellationToken cancel) =>
        VariablesAsync(userTaskKey, request, truncateValues, seen => seen, cancel);

    /// <summary>The same, each name once: the innermost scope's value hides those further out.</summary>
    [HttpPost("{userTaskKey}/effective-variables/search")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public Task<SearchResult<VariableResult>> SearchUserTaskEffectiveVariables(
        Key userTaskKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, [FromQuery] bool? truncateValues, CancellationToken cancel) =>
        VariablesAsync(userTaskKey, request, truncateValues, seen => seen.DistinctBy(variable => variable.Name), cancel);

    private async Task<SearchResult<VariableResult>> VariablesAsync(
        Key userTaskKey, SearchRequest? request, bool? truncateValues, Func<IEnumerable<VariableEntry>, IEnumerable<VariableEntry>> choose, CancellationToken cancel)
    {
        var task = (await SeenAsync(userTaskKey, cancel)).Task;
        var file = (await files.ReadAsync(task.InstanceKey, cancel))!;
        var scopes = new List<long>();
        for (var element = file.Elements.FirstOrDefault(row => row.Key == task.Key); element is not null; element = element.IsProcess ? null : file.Elements.FirstOrDefault(row => row.Key == element.ScopeKey))
        {
            scopes.Add(element.Key);
        }

        var may = await readable.OfAsync(task.InstanceKey, cancel);
        var seen = scopes.SelectMany(scope => file.Variables.Where(variable => variable.ScopeKey == scope && may(variable.Name)));
        var variables = choose(seen).Select(variable => InstanceLists.Variable(file.InstanceKey, variable));
        var found = Terms.Result(MemorySearch.Find(variables, InstanceLists.Variables.Fields, Terms.Of(request, InstanceLists.Variables).Search));
        await visibility.NoteReadAsync($"task:{task.Key}", [task.BusinessKey]);
        return VariablesController.Shorten(found, truncateValues ?? true);
    }

    [HttpPost("{userTaskKey}/assignment")]
    [Asks(nameof(AccessPolicy.WorkAsAgency))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> AssignUserTask(Key userTaskKey, AssignmentRequest request, CancellationToken cancel)
    {
        var task = await SeenAsync(userTaskKey, cancel);
        if (request.Assignee is not { Length: > 0 })
        {
            throw ApiProblem.Invalid("assignee is the id of a person, or of a client. To take a task from somebody, delete its assignee.");
        }

        (await tasks.AssignAsync(task, request.Assignee, onlyIfUnassigned: request.AllowOverride == false, cancel)).OrThrow();
        return NoContent();
    }

    [HttpDelete("{userTaskKey}/assignee")]
    [Asks(nameof(AccessPolicy.WorkAsAgency))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> UnassignUserTask(Key userTaskKey, CancellationToken cancel)
    {
        (await tasks.ReleaseAsync(await SeenAsync(userTaskKey, cancel), cancel)).OrThrow();
        return NoContent();
    }

    /// <summary>Completes a task with the answers of its form, checked as a page's are. Without a form, in a process that is no pathway, with any variables.</summary>
    [HttpPost("{userTaskKey}/completion")]
    [Asks(nameof(AccessPolicy.WorkAsAgency))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CompleteUserTask(Key userTaskKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] TaskCompletionRequest? request, CancellationToken cancel)
    {
        (await tasks.CompleteAsync(await SeenAsync(userTaskKey, cancel), Engine.ToJson(request?.Variables ?? FeelContext.Empty), cancel)).OrThrow();
        return NoContent();
    }

    private async Task<TaskFile> SeenAsync(Key key, CancellationToken cancel) =>
        await tasks.OpenAsync(key.Value, cancel) ?? throw ApiProblem.NotFound("user task", key);

    private async Task<IReadOnlyList<UserTaskResult>> ResultsAsync(IReadOnlyList<TaskRecord> tasks, CancellationToken cancel)
    {
        var keys = tasks.Select(task => task.Key).ToList();
        var instances = tasks.Select(task => task.InstanceKey).Distinct().ToList();
        var candidates = (await db.TaskCandidates.AsNoTracking().Where(candidate => keys.Contains(candidate.TaskKey)).ToListAsync(cancel)).ToLookup(candidate => candidate.TaskKey);
        var roots = await db.Instances.AsNoTracking().Where(instance => instances.Contains(instance.Key)).Select(instance => new { instance.Key, instance.DefinitionKey }).ToDictionaryAsync(row => row.Key, row => row.DefinitionKey, cancel);
        return [.. tasks.Select(task => Result(task, [.. candidates[task.Key]], roots.GetValueOrDefault(task.InstanceKey)))];
    }

    private UserTaskResult Result(TaskRecord task, IReadOnlyList<TaskCandidate> candidates, long rootKey)
    {
        // A task of a called process belongs to that process's version; the row tells the process, the newest stands for it.
        var definitionKey = definitions.IdOf(rootKey) == task.ProcessId ? rootKey : engine.Workflows.Catalog.Newest(ResourceKind.Process, task.ProcessId)?.Key ?? rootKey;
        return new UserTaskResult
        {
            Name = task.Name,
            State = task.State switch
            {
                TaskState.Open => "CREATED",
                TaskState.Completed => "COMPLETED",
                _ => "CANCELED",
            },
            Assignee = task.Assignee,
            ElementId = task.ElementId,
            CandidateGroups = [.. candidates.Where(candidate => candidate.IsGroup).Select(candidate => candidate.Name)],
            CandidateUsers = [.. candidates.Where(candidate => !candidate.IsGroup).Select(candidate => candidate.Name)],
            ProcessDefinitionId = task.ProcessId,
            CreationDate = task.Created,
            CompletionDate = task.CompletedAt,
            FollowUpDate = task.FollowUp,
            DueDate = task.Due,
            ProcessDefinitionVersion = definitions.VersionOf(definitionKey),
            Priority = task.Priority,
            UserTaskKey = task.Key,
            ElementInstanceKey = task.Key,
            ProcessName = definitions.NameOf(definitionKey),
            ProcessDefinitionKey = definitionKey,
            ProcessInstanceKey = task.InstanceKey,
            FormKey = Key.Of(task.FormId is null ? null : engine.Workflows.Catalog.Newest(ResourceKind.Form, task.FormId)?.Key),
        };
    }
}

internal sealed record AssignmentRequest
{
    public string? Assignee { get; init; }

    public bool? AllowOverride { get; init; }

    public string? Action { get; init; }
}

internal sealed record TaskCompletionRequest
{
    public FeelContext? Variables { get; init; }

    public string? Action { get; init; }
}
