using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Tasks;

/// <summary>A task with everything that is worked on, for somebody who may know of it.</summary>
/// <param name="Known">The variables that the task sees.</param>
/// <param name="Case">The answers of the case that are open to the reader.</param>
/// <param name="Node">The task in its pathway; null once it has ended.</param>
/// <param name="Owner">Whose the process is; null for a pathway.</param>
public sealed record TaskFile(TaskRecord Task, TaskFacts Facts, FormSchema Form, KnownAnswers Known, JsonObject Case, FlowNode? Node, string? Owner)
{
    public bool IsOpen => Task.State == TaskState.Open;
}

/// <summary>What came of completing a task.</summary>
/// <param name="Outcome">Whether it is done.</param>
/// <param name="Form">The form as it was checked, with what is wrong at each field; null when it was not looked at.</param>
public sealed record TaskCompletion(Outcome Outcome, BoundForm? Form = null);

/// <summary>
/// What people, and their agencies' systems for them, do with a task: look at it, take it, give it, give it back, do it.
/// The guard is here, so that no front can be without it.
/// </summary>
public sealed class TaskService(PeninsulaDbContext db, Engine engine, CaseFactsReader caseFacts, DisclosureFilter disclosure, Gate gate, FormBinder binder, AnswerBinder answers, TaskHolders holders, ReadsAudit reads, IClock clock)
{
    /// <summary>The task; null when it is not there or whoever asks may not know of it.</summary>
    public async Task<TaskFile?> OpenAsync(long key, CancellationToken cancel)
    {
        var task = await db.Tasks.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancel);
        if (task is null)
        {
            return null;
        }

        var facts = await caseFacts.OfTaskAsync(task, cancel);
        if (!gate.MaySeeTask(facts))
        {
            return null;
        }

        var form = engine.Form(task.FormId);
        var state = await engine.Workflows.InspectAsync(task.InstanceKey, cancel);
        return state is null || task.State != TaskState.Open || state.Element(key) is null
            ? new TaskFile(task, facts, form, KnownAnswers.Of([]), [], null, null)
            : new TaskFile(task, facts, form, Known(facts, Engine.VariablesAt(state, key)), disclosure.Open(Engine.ToJson(state.Variables), facts), engine.NodeOf(state, key), engine.OwnerAt(state, key));
    }

    /// <summary>Whether whoever asks may fill the task in and complete it.</summary>
    public bool MayComplete(TaskFile file) => gate.Client is null ? gate.MayComplete(file.Facts) : gate.MayWorkAsAgency(file.Facts);

    /// <summary>Reads are audited like writes: a task shows what its case is about.</summary>
    public Task NoteReadAsync(TaskRecord task) => reads.RecordAsync(gate.Person.Id, $"task:{task.Key}", task.BusinessKey, clock.GetCurrentInstant());

    /// <summary>Takes a task that is nobody's.</summary>
    public async Task<Outcome> ClaimAsync(TaskFile file, CancellationToken cancel) =>
        gate.MayClaim(file.Facts)
            ? await SendAsync(file, new AssignTask(file.Task.Key, gate.Person.Id, OnlyIfUnassigned: true), cancel)
            : Outcome.Overtaken("Somebody else has this task, or it is done.");

    /// <summary>Gives the task to somebody of the team that owes it, whoever held it before unless that is asked for.</summary>
    /// <param name="file">The task.</param>
    /// <param name="assignee">The id of a person, or of an agency's system.</param>
    /// <param name="onlyIfUnassigned">Whether a holder keeps it.</param>
    /// <param name="cancel">Ends the asking.</param>
    public async Task<Outcome> AssignAsync(TaskFile file, string assignee, bool onlyIfUnassigned, CancellationToken cancel)
    {
        if (Obstacle(file) is { } obstacle)
        {
            return obstacle;
        }

        // One answer for nobody, for somebody elsewhere and for a chair: who works where is not for asking by trial.
        return holders.May(assignee, file.Facts)
            ? await SendAsync(file, new AssignTask(file.Task.Key, assignee, onlyIfUnassigned), cancel)
            : Outcome.Invalid("That person cannot hold this task. Give it to somebody who works in the team that owes it, or is its manager, deputy or out-of-hours cover; nothing was changed.");
    }

    /// <summary>Takes the task from whoever holds it: it is its team's again.</summary>
    public async Task<Outcome> ReleaseAsync(TaskFile file, CancellationToken cancel) =>
        Obstacle(file) ?? await SendAsync(file, new AssignTask(file.Task.Key, null), cancel);

    /// <summary>Completes the task with what was typed into its form. One of two people at once is refused.</summary>
    public async Task<TaskCompletion> CompleteAsync(TaskFile file, Typed typed, CancellationToken cancel)
    {
        if (!file.IsOpen || !MayComplete(file))
        {
            return new TaskCompletion(Outcome.Overtaken("Somebody else has this task, or it is done."));
        }

        var form = binder.Bind(file.Form, typed, file.Known, check: true);
        return new TaskCompletion(
            form.IsValid ? await SendAsync(file, new CompleteTask(file.Task.Key, Engine.ToContext(form.Values)), cancel) : Outcome.Invalid("Some answers are missing or cannot be taken."),
            form);
    }

    /// <summary>
    /// Completes the task with values: bound to its form and checked as a page's are. Only a task without a form in a process
    /// that is no pathway takes whatever it is given.
    /// </summary>
    public async Task<Outcome> CompleteAsync(TaskFile file, JsonObject given, CancellationToken cancel)
    {
        if (Obstacle(file) is { } obstacle)
        {
            return obstacle;
        }

        if (file.Owner is not null && file.Task.FormId is null)
        {
            return await SendAsync(file, new CompleteTask(file.Task.Key, Engine.ToContext(given)), cancel);
        }

        var (form, problems) = answers.Bind(file.Form, given, file.Known);
        return problems.Count == 0
            ? await SendAsync(file, new CompleteTask(file.Task.Key, Engine.ToContext(form.Values)), cancel)
            : Outcome.Invalid("Nothing was changed. " + string.Join(' ', problems));
    }

    private Outcome? Obstacle(TaskFile file)
    {
        if (!file.IsOpen)
        {
            return Outcome.Overtaken($"The task {file.Task.Key} is already {(file.Task.State == TaskState.Completed ? "done" : "cancelled")}; nothing was changed.");
        }

        return gate.MayWorkAsAgency(file.Facts) ? null : Outcome.Forbidden("Your client sees this task; only the agency that owes it can do this.");
    }

    private async Task<Outcome> SendAsync(TaskFile file, Command command, CancellationToken cancel)
    {
        var result = await engine.Workflows.ExecuteAsync(file.Task.InstanceKey, command with { By = gate.Person.Id }, cancel);
        return result.IsAccepted ? Outcome.Done : Outcome.Overtaken(result.Message!);
    }

    private KnownAnswers Known(TaskFacts facts, JsonObject all) => new(all, disclosure.Open(all, facts));
}
