using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Forms.Binding;
using Peninsula.Host.Forms.Schema;
using Peninsula.Persistence;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Tasks;

/// <summary>Everything that a task page works on.</summary>
/// <param name="Known">The variables that the task sees.</param>
/// <param name="Case">The answers of the case that are open to the reader.</param>
/// <param name="Node">The task in its pathway; null once it has ended.</param>
public sealed record TaskFile(TaskRecord Task, TaskFacts Facts, FormSchema Form, KnownAnswers Known, JsonObject Case, FlowNode? Node)
{
    public bool IsOpen => Task.State == TaskState.Open;
}

/// <summary>Opens tasks and sends what is done with them to the engine.</summary>
public sealed class TaskDesk(PeninsulaDbContext db, Engine engine, CaseFacing facing, Sight sight, ReadsAudit reads, IClock clock)
{
    public async Task<TaskFile?> OpenAsync(long key, CancellationToken cancel)
    {
        var task = await db.Tasks.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancel);
        if (task is null)
        {
            return null;
        }

        var facts = await facing.OfTaskAsync(task, cancel);
        var form = engine.Form(task.FormId);
        var state = await engine.Workflows.InspectAsync(task.InstanceKey, cancel);
        return state is null || task.State != TaskState.Open
            ? new TaskFile(task, facts, form, KnownAnswers.Of([]), [], null)
            : new TaskFile(task, facts, form, Known(facts, Engine.VariablesAt(state, key)), sight.Open(Engine.ToJson(state.Variables), facts), engine.NodeOf(state, key));
    }

    private KnownAnswers Known(TaskFacts facts, JsonObject all) => new(all, sight.Open(all, facts));

    /// <summary>Reads are audited like writes: a task shows what its case is about.</summary>
    public Task NoteReadAsync(string person, TaskRecord task) =>
        reads.RecordAsync(person, $"task:{task.Key}", task.BusinessKey, clock.GetCurrentInstant());

    public Task<CommandResult> ClaimAsync(TaskFile file, string person, CancellationToken cancel) =>
        engine.Workflows.ExecuteAsync(file.Task.InstanceKey, new AssignTask(file.Task.Key, person, OnlyIfUnassigned: true) { By = person }, cancel);

    /// <summary>Completes the task with the form's values. One of two people at once is refused.</summary>
    public Task<CommandResult> CompleteAsync(TaskFile file, BoundForm form, string person, CancellationToken cancel) =>
        engine.Workflows.ExecuteAsync(file.Task.InstanceKey, new CompleteTask(file.Task.Key, Engine.ToContext(form.Values)) { By = person }, cancel);
}

/// <summary>What the pathway says about a task's deadline.</summary>
public sealed record TaskLaw(string Title, string Limit, string Source, bool ConfirmLocally);

/// <summary>Finds the timescale that a task is under.</summary>
public sealed class TaskLaws(Vocabulary vocabulary)
{
    public TaskLaw? Of(TaskRecord task) =>
        task.Timescale is { } key && vocabulary.Timescales.TryGet(key, out var timescale)
            && (timescale.InForceAt(task.Created) ?? timescale.Versions[^1]) is { } version
            ? new TaskLaw(version.Title, version.Describe(), version.Source, version.ConfirmLocally)
            : null;
}
