using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Tasks;
using Peninsula.Casework.Words;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Features.Tasks;

/// <summary>
/// One task: what is asked, why, by when under which law, and the form. Whoever may not know of it gets "not found"; whoever
/// comes late is told who was first, and loses nothing that they typed.
/// </summary>
[Route("tasks/{key:long}")]
internal sealed class TasksController(Gate gate, TaskService tasks, Drafts drafts, FormBinder binder, TaskLaws laws, OpenEscalations escalations, Names names, Engine engine) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public async Task<IActionResult> Show(long key, bool saved, CancellationToken cancel)
    {
        if (await tasks.OpenAsync(key, cancel) is not { } file)
        {
            return NotFound();
        }

        var draft = await drafts.FindAsync(Drafts.ForTask(key), gate.Person.Id, cancel);
        if (!file.IsOpen)
        {
            return await StaleAsync(file.Task, draft is null ? null : binder.Bind(file.Form, draft, file.Known, check: false));
        }

        var form = draft is null ? binder.Open(file.Form, file.Known) : binder.Bind(file.Form, draft, file.Known, check: false);
        return await PageAsync(file, form, saved, cancel);
    }

    [HttpPost("claim")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public async Task<IActionResult> Claim(long key, CancellationToken cancel)
    {
        if (await tasks.OpenAsync(key, cancel) is not { } file)
        {
            return NotFound();
        }

        if (!(await tasks.ClaimAsync(file, cancel)).IsDone)
        {
            return await StaleNowAsync(key, null, cancel);
        }

        return Redirect($"/tasks/{key.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <param name="command"><c>complete</c>, <c>save</c>, <c>keep</c>, or what a list's buttons ask: <c>add:NAME</c>, <c>remove:NAME:ROW</c>.</param>
    [HttpPost("")]
    [Asks(nameof(AccessPolicy.SeeTask))]
    public async Task<IActionResult> Send(long key, string? command, CancellationToken cancel)
    {
        if (await tasks.OpenAsync(key, cancel) is not { } file)
        {
            return NotFound();
        }

        var typed = Typed.From(Request.Form);
        if (!tasks.MayComplete(file))
        {
            // A script that keeps answers as they change comes late without anybody having pressed anything.
            return command == FormCommands.Keep ? Conflict() : await TooLateAsync(file, typed, cancel);
        }

        if (FormCommands.Apply(command, typed, file.Form, file.Known, binder))
        {
            await drafts.SaveAsync(Drafts.ForTask(key), gate.Person.Id, typed);
            return await PageAsync(file, binder.Bind(file.Form, typed, file.Known, check: false), saved: false, cancel);
        }

        if (command == FormCommands.Keep)
        {
            await drafts.SaveAsync(Drafts.ForTask(key), gate.Person.Id, typed);
            return PartialView("Form", binder.Bind(file.Form, typed, file.Known, check: false));
        }

        return command == "save" ? await SaveAsync(file, typed) : await CompleteAsync(file, typed, cancel);
    }

    private async Task<IActionResult> SaveAsync(TaskFile file, Typed typed)
    {
        await drafts.SaveAsync(Drafts.ForTask(file.Task.Key), gate.Person.Id, typed);
        return Redirect($"/tasks/{file.Task.Key.ToString(CultureInfo.InvariantCulture)}?saved=true");
    }

    private async Task<IActionResult> CompleteAsync(TaskFile file, Typed typed, CancellationToken cancel)
    {
        var (outcome, form) = await tasks.CompleteAsync(file, typed, cancel);
        if (outcome.Denial == Denial.Invalid)
        {
            return await PageAsync(file, form!, saved: false, cancel);
        }

        if (!outcome.IsDone)
        {
            return await TooLateAsync(file, typed, cancel);
        }

        await drafts.DiscardAsync(Drafts.ForTask(file.Task.Key), gate.Person.Id);
        TempData["Done"] = file.Task.Name;
        return Redirect("/work");
    }

    // Somebody was faster: what was typed stays, as a draft and on the page.
    private async Task<IActionResult> TooLateAsync(TaskFile file, Typed typed, CancellationToken cancel)
    {
        await drafts.SaveAsync(Drafts.ForTask(file.Task.Key), gate.Person.Id, typed);
        return await StaleNowAsync(file.Task.Key, typed, cancel);
    }

    private async Task<IActionResult> StaleNowAsync(long key, Typed? typed, CancellationToken cancel)
    {
        var file = (await tasks.OpenAsync(key, cancel))!;
        return await StaleAsync(file.Task, typed is null ? null : binder.Bind(file.Form, typed, file.Known, check: false));
    }

    private async Task<ViewResult> StaleAsync(TaskRecord task, BoundForm? typed)
    {
        await tasks.NoteReadAsync(task);
        Response.StatusCode = HttpMethods.IsPost(Request.Method) ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        return View("Stale", new StaleModel(task, names.Post(task.CompletedBy ?? task.Assignee), typed));
    }

    private async Task<ViewResult> PageAsync(TaskFile file, BoundForm form, bool saved, CancellationToken cancel)
    {
        await tasks.NoteReadAsync(file.Task);
        var process = engine.Workflows.Catalog.Latest(file.Task.ProcessId)?.Definition.Name ?? file.Task.ProcessId;
        return View("Show", new TaskModel(
            file.Task, form, CaseSummary.Of(file.Case), file.Node?.Documentation, process,
            names.Area(file.Task.Area) ?? "",
            names.Team(file.Task.Team),
            names.Person(file.Task.Assignee), laws.Of(file.Task),
            tasks.MayComplete(file), file.Task.Assignee is null && gate.MayClaim(file.Facts), saved)
        {
            Escalations = await escalations.OfTaskAsync(file.Task.Key, cancel),
        });
    }
}
