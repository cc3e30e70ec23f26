using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Activities.Variants;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Pathways;

/// <summary>The pathways by which cases run: what each says, which version is live, and where a change of it stands.</summary>
[Route("pathways")]
[Asks(nameof(AccessPolicy.ChangePathways))]
internal sealed class PathwaysController(Gate gate, DraftService service, PathwayVersions versions, PathwayWords words, PathwayDifference difference, Engine engine, Vocabulary vocabulary) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        if (!gate.MayChangePathways)
        {
            return NotFound();
        }

        var open = (await versions.OpenAsync(cancel)).ToLookup(version => version.ProcessId);
        var live = engine.Workflows.Catalog.Newest(ResourceKind.Process);
        var lines = live
            .Select(resource => new PathwayLine(resource.Id, engine.Workflows.Catalog.Find(resource.Key)?.Name ?? resource.Id, resource.Version, resource.At, open[resource.Id].FirstOrDefault()))
            .Concat(open.Where(group => live.All(resource => resource.Id != group.Key)).Select(group => new PathwayLine(group.Key, group.First().Name, null, null, group.First())))
            .OrderBy(line => line.Name, StringComparer.OrdinalIgnoreCase);
        return View(lines.ToList());
    }

    [HttpGet("{processId}")]
    public async Task<IActionResult> Show(string processId, CancellationToken cancel) =>
        await ModelAsync(processId, cancel) is { } model ? View(model) : NotFound();

    /// <summary>The pathway in words, to print and hand over.</summary>
    [HttpGet("{processId}/words")]
    public async Task<IActionResult> Words(string processId, CancellationToken cancel) =>
        await ModelAsync(processId, cancel) is { } model ? View(model) : NotFound();

    /// <summary>How an area's variant differs from the pathway that the peninsula shares.</summary>
    [HttpGet("{processId}/template")]
    public IActionResult Template(string processId)
    {
        var catalog = engine.Workflows.Catalog;
        return gate.MayChangePathways && VariantOf(processId) is { } variant
            && catalog.Newest(ResourceKind.Process, processId) is { } own && catalog.Newest(ResourceKind.Process, variant.Pathway) is { } shared
            ? View(new TemplateModel(
                processId, catalog.Find(own.Key)?.Name ?? processId, shared.Id, catalog.Find(shared.Key)?.Name ?? shared.Id, variant,
                [.. vocabulary.Variants.All.Where(row => row.Variant == processId).SelectMany(row => row.Areas).Distinct().Select(area => vocabulary.Directory.TryGetArea(area, out var known) ? known.Name : area)], difference.Between(shared.Content, own.Content)))
            : NotFound();
    }

    [HttpGet("{processId}/versions/{key:long}/drawing")]
    public IActionResult Drawing(string processId, long key) =>
        gate.MayChangePathways && engine.Workflows.Catalog.Resource(key) is { Kind: ResourceKind.Process } resource && resource.Id == processId
            ? File(resource.Content.ToArray(), "application/xml")
            : NotFound();

    /// <summary>The file, to open in any BPMN tool.</summary>
    [HttpGet("{processId}/versions/{key:long}/file")]
    public IActionResult Download(string processId, long key) =>
        gate.MayChangePathways && engine.Workflows.Catalog.Resource(key) is { Kind: ResourceKind.Process } resource && resource.Id == processId
            ? File(resource.Content.ToArray(), "application/xml", $"{processId}-{resource.Version}.bpmn")
            : NotFound();

    /// <summary>Begins a change of what is live, or goes on with one that is begun.</summary>
    [HttpPost("{processId}/change")]
    public async Task<IActionResult> Change(string processId, CancellationToken cancel)
    {
        if (!gate.MayChangePathways)
        {
            return NotFound();
        }

        var begun = await service.BeginAsync(processId, cancel);
        return begun.Version is { } version ? Redirect($"/pathways/drafts/{version.Key}") : NotFound();
    }

    /// <summary>Begins a change that brings an older version back. It is reviewed like any other.</summary>
    [HttpPost("{processId}/versions/{key:long}/restore")]
    public async Task<IActionResult> Restore(string processId, long key, CancellationToken cancel)
    {
        if (!gate.MayChangePathways || engine.Workflows.Catalog.Resource(key) is not { Kind: ResourceKind.Process } old || old.Id != processId)
        {
            return NotFound();
        }

        var begun = await service.BeginAsync(old.Content.ToArray(), null, cancel);
        TempData["Refused"] = begun.Problem;
        return Redirect(begun.Version is { } version ? $"/pathways/drafts/{version.Key}" : $"/pathways/{processId}");
    }

    [HttpGet("new")]
    public IActionResult New() => gate.MayChangePathways ? View(new NewPathwayModel(BlankPathway.Functions(vocabulary))) : NotFound();

    [HttpPost("new")]
    [RequestSizeLimit(PathwayImport.LargestUpload)]
    public async Task<IActionResult> New(string? name, string[]? functions, IFormFile? file, CancellationToken cancel)
    {
        if (!gate.MayChangePathways)
        {
            return NotFound();
        }

        var (content, problem) = file is { Length: > 0 }
            ? await PathwayImport.ReadAsync(file.OpenReadStream(), file.Length, cancel)
            : BlankPathway.Draw(name, functions ?? [], vocabulary, id => engine.Workflows.Catalog.Newest(ResourceKind.Process, id) is not null);
        var begun = problem is null ? await service.BeginAsync(content, null, cancel) : new DraftResult(null, problem);
        return begun.Version is { } version
            ? Redirect($"/pathways/drafts/{version.Key}")
            : View(new NewPathwayModel(BlankPathway.Functions(vocabulary), name, functions, begun.Problem));
    }

    private PathwayVariant? VariantOf(string processId) => vocabulary.Variants.All.FirstOrDefault(variant => variant.Variant == processId);

    private async Task<PathwayModel?> ModelAsync(string processId, CancellationToken cancel)
    {
        if (!gate.MayChangePathways)
        {
            return null;
        }

        var drawn = await versions.OfAsync(processId, cancel);
        var open = drawn.FirstOrDefault(version => version.State is not (PathwayVersionState.Published or PathwayVersionState.Discarded));
        var live = engine.Workflows.Catalog.Newest(ResourceKind.Process, processId);
        if (PathwayDrawing.Read(live?.Content ?? open?.Content ?? ReadOnlyMemory<byte>.Empty, out _) is not { } drawing)
        {
            return null;
        }

        var byDefinition = drawn.Where(version => version.DefinitionKey is not null).ToLookup(version => version.DefinitionKey!.Value);
        return new PathwayModel(
            processId,
            drawing.Name,
            drawing.Process.Element(Xml.Bpmn + "documentation")?.Value.Trim(),
            live?.Version,
            words.Tell(drawing),
            open,
            open is null ? null : NameOf(open.ChangedBy),
            [
                .. engine.Workflows.Catalog.Versions(ResourceKind.Process, processId).Reverse().Select(release => new PathwayRelease(
                    release.Key, release.Version, release.At, release.Key == live?.Key,
                    byDefinition[release.Key].FirstOrDefault()?.Reason,
                    byDefinition[release.Key].FirstOrDefault() is { } version ? $"{NameOf(version.SubmittedBy)}, agreed by {NameOf(version.DecidedBy)}" : null)),
            ],
            VariantOf(processId) is not null);
    }

    private string NameOf(string? person) => person is not null && vocabulary.Directory.TryGetPerson(person, out var known) ? known.Name : "somebody";
}

/// <param name="Functions">Whom a lane can stand for.</param>
internal sealed record NewPathwayModel(IReadOnlyList<Choice> Functions, string? Name = null, string[]? Chosen = null, string? Problem = null);
