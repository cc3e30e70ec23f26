using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Api.Domain;

/// <summary>
/// Drafts of pathways from other systems. A system draws and saves; a safeguarding manager sends the draft for review and
/// another agrees to it, in the pages, as with every other.
/// </summary>
[Route("api/v1/pathways/{processId}/draft")]
[Tags("Pathways")]
internal sealed class PathwayDraftsController(Gate gate, DraftService service, PathwayVersions versions, DraftChecks checks) : ApiController
{
    /// <summary>The pathway's open draft, with everything that stands against it.</summary>
    [HttpGet("")]
    [Asks(nameof(AccessPolicy.ChangePathways))]
    public async Task<ActionResult<PathwayDraftResult>> GetDraft(string processId, CancellationToken cancel) =>
        Result(await OpenAsync(processId, cancel) ?? throw ApiProblem.NotFound("open draft of pathway", processId));

    /// <summary>Begins a draft from a BPMN file, or saves it over the revision that If-Match names.</summary>
    [HttpPost("")]
    [Asks(nameof(AccessPolicy.ChangePathways))]
    [RequestSizeLimit(PathwayImport.LargestUpload)]
    [Consumes("application/xml", "text/xml", "application/octet-stream")]
    [ProducesResponseType<PathwayDraftResult>(StatusCodes.Status201Created)]
    public async Task<IActionResult> SaveDraft(string processId, [FromHeader(Name = "If-Match")] string? ifMatch, CancellationToken cancel)
    {
        if (!gate.MayChangePathways)
        {
            throw ApiProblem.Forbidden("Only clients with the role safeguarding-manager draw pathways.");
        }

        var (content, problem) = PathwayImport.Read(await BodyAsync(cancel));
        if (problem is not null || PathwayDrawing.Read(content, out _) is not { } drawing || drawing.ProcessId != processId)
        {
            throw ApiProblem.Invalid(problem ?? $"The file's process has another id than \"{processId}\"; a pathway keeps its id from version to version.");
        }

        var open = await OpenAsync(processId, cancel);
        if (open is null)
        {
            var begun = await service.BeginAsync(content, null, cancel);
            return begun.Version is { } version ? Created($"/api/v1/pathways/{processId}/draft", Result(version)) : throw ApiProblem.Invalid(begun.Problem!);
        }

        if (!int.TryParse(ifMatch?.Trim('"'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var revision))
        {
            throw ApiProblem.Conflict($"A change of this pathway is open already, in revision {open.Revision}. To save over it, say so: If-Match: \"{open.Revision}\".");
        }

        var saved = await service.SaveAsync(open.Key, revision, content, cancel);
        return saved.IsDone ? Ok(Result(saved.Version!)) : throw ApiProblem.Conflict(saved.Problem!);
    }

    private async Task<PathwayVersionRecord?> OpenAsync(string processId, CancellationToken cancel) => gate.MayChangePathways
        ? (await versions.OfAsync(processId, cancel)).FirstOrDefault(version => version.State is not (PathwayVersionState.Published or PathwayVersionState.Discarded))
        : throw ApiProblem.Forbidden("Only clients with the role safeguarding-manager read drafts.");

    private PathwayDraftResult Result(PathwayVersionRecord version)
    {
        Response.Headers.ETag = $"\"{version.Revision}\"";
        return new PathwayDraftResult(
            version.Key, version.ProcessId, version.Name, version.State.ToString(), version.Revision, version.ChangedBy, version.ChangedAt,
            [.. checks.Check(version.Content, version.ProcessId).Select(problem => new PathwayDraftProblem(problem.Rule, problem.IsBlocking, problem.Message, problem.ElementId, problem.ElementName))]);
    }

    private async Task<byte[]> BodyAsync(CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await Request.Body.CopyToAsync(content, cancel);
        return content.Length > PathwayImport.LargestFile ? throw new ApiProblem(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE", PathwayImport.TooLarge + ".") : content.ToArray();
    }
}

/// <param name="State">Draft, InReview or Approved.</param>
/// <param name="Revision">What If-Match names to save over it.</param>
/// <param name="Problems">Everything that the checks say.</param>
internal sealed record PathwayDraftResult(
    Key Key, string ProcessId, string Name, string State, int Revision, string ChangedBy, Instant ChangedAt, IReadOnlyList<PathwayDraftProblem> Problems);

internal sealed record PathwayDraftProblem(string Rule, bool IsBlocking, string Message, string? ElementId, string? ElementName);
