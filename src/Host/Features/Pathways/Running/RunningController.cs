using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Casework.Pathways.Running;
using Peninsula.Casework.Words;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Pathways.Running;

/// <summary>The cases that run a pathway: where they stand, in numbers, and how they are taken to another version.</summary>
[Route("pathways/{processId}/running")]
[Asks(nameof(AccessPolicy.SeeRunning))]
internal sealed class RunningController(Gate gate, RunningCases running, CaseMoves moves, Engine engine, Names names) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string processId, CancellationToken cancel)
    {
        if (Live(processId) is not { } live)
        {
            return NotFound();
        }

        var standing = await running.OfAsync(processId, cancel);
        var heat = JsonSerializer.Serialize(
            standing.Elements.Where(element => element.Here > 0 || element.Median is not null).ToDictionary(
                element => element.ElementId,
                element => new { here = element.Here, overdue = element.Overdue, median = element.Median is { } median ? Spans.Brief(median) : null }),
            JsonSerializerOptions.Web);
        return View(new RunningModel(processId, NameOf(live), live.Key, standing, heat));
    }

    [HttpGet("move/{from:long}")]
    public async Task<IActionResult> Move(string processId, long from, CancellationToken cancel) =>
        Ends(processId, from) is var (source, target)
            ? View(await ModelAsync(source, target, Chosen(), null, null, [], cancel))
            : NotFound();

    /// <summary>Tries the move, or begins it when it was tried and there is a reason.</summary>
    [HttpPost("move/{from:long}")]
    public async Task<IActionResult> Move(string processId, long from, string? what, string? reason, CancellationToken cancel)
    {
        if (Ends(processId, from) is not var (source, target))
        {
            return NotFound();
        }

        var chosen = Chosen();
        var mapping = moves.Mapping(source, target, chosen);
        var errors = new List<FieldError>();
        if (what == "go")
        {
            if (string.IsNullOrWhiteSpace(reason) || reason.Length > DraftService.LongestReason)
            {
                errors.Add(new FieldError("reason", string.IsNullOrWhiteSpace(reason) ? "Enter why the cases are to move" : "It must be 2,000 characters or fewer"));
            }
            else
            {
                var begun = await moves.GoAsync(source, target, mapping, reason.Trim(), cancel);
                return Redirect($"/pathways/{processId}/running/moves/{begun.Batch.BatchKey}");
            }
        }

        return View(await ModelAsync(source, target, chosen, await moves.TryAsync(source, target, mapping, cancel), reason, errors, cancel));
    }

    /// <summary>How far a move is.</summary>
    [HttpGet("moves/{batchKey:long}")]
    public async Task<IActionResult> Moving(string processId, long batchKey, CancellationToken cancel)
    {
        if (Live(processId) is not { } live || await moves.FindAsync(processId, batchKey, cancel) is not { } begun)
        {
            return NotFound();
        }

        var progress = begun.Progress;
        return View(new MovingModel(processId, NameOf(live), progress, names.Person(progress.Batch.By), progress.Batch.Created, begun.Failed));
    }

    /// <summary>Stops a move: what has gone has gone, the rest stays as it is.</summary>
    [HttpPost("moves/{batchKey:long}/stop")]
    public async Task<IActionResult> Stop(string processId, long batchKey, CancellationToken cancel)
    {
        var stopped = await moves.StopAsync(processId, batchKey, cancel);
        return stopped.IsDone ? Redirect($"/pathways/{processId}/running/moves/{batchKey}") : NotFound();
    }

    private DeployedResource? Live(string processId) => gate.MaySeeRunning ? engine.Workflows.Catalog.Newest(ResourceKind.Process, processId) : null;

    private (DeployedResource From, DeployedResource To)? Ends(string processId, long from) =>
        Live(processId) is { } live && live.Key != from && engine.Workflows.Catalog.Resource(from) is { Kind: ResourceKind.Process } source && source.Id == processId ? (source, live) : null;

    private string NameOf(DeployedResource live) => engine.Workflows.Catalog.Find(live.Key)?.Name ?? live.Id;

    // One field an element, named after it: what it becomes.
    private Dictionary<string, string> Chosen()
    {
        const string prefix = "becomes-";
        return Request.HasFormContentType
            ? Request.Form.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(field => field.Key[prefix.Length..], field => field.Value.ToString(), StringComparer.Ordinal)
            : [];
    }

    private async Task<MoveCasesModel> ModelAsync(
        DeployedResource source, DeployedResource target, Dictionary<string, string> chosen, DryRun? tried, string? reason, IReadOnlyList<FieldError> errors, CancellationToken cancel) =>
        new(source.Id, NameOf(target), source, target, await moves.ProposeAsync(source, target, chosen, cancel), tried, reason, errors);
}
