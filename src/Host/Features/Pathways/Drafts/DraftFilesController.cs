using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Host.Access;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Features.Pathways.Drafts;

/// <summary>
/// The file of a draft, as the drawing canvas reads it and saves it while somebody draws. Whoever saves names the revision
/// that they began with: when somebody else saved meanwhile they are told who, and nothing is overwritten.
/// </summary>
[Route("pathways/drafts/{key:long}")]
[Asks(nameof(AccessPolicy.ChangePathways))]
internal sealed class DraftFilesController(Gate gate, DraftService service, PathwayVersions versions, DraftChecks checks, Vocabulary vocabulary) : Controller
{
    [HttpGet("file")]
    public async Task<IActionResult> Read(long key, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { } draft)
        {
            return NotFound();
        }

        Response.Headers.ETag = $"\"{draft.Revision}\"";
        return File(draft.Content, "application/xml", $"{draft.ProcessId}-draft.bpmn");
    }

    /// <summary>Saves the body over a revision: 200 with the new one and what the checks say, 409 with who was faster, 422 with why it cannot be read.</summary>
    [HttpPut("file")]
    [RequestSizeLimit(PathwayImport.LargestUpload)]
    public async Task<IActionResult> Save(long key, int revision, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { } draft)
        {
            return NotFound();
        }

        if (await BodyAsync(cancel) is not { } content)
        {
            return TooLarge();
        }

        var saved = await service.SaveAsync(key, revision, content, cancel);
        return saved switch
        {
            { IsDone: true, Version: { } now } => Json(new { revision = now.Revision, problems = checks.Check(content, now.ProcessId) }),
            { IsStale: true, Version: { } now } => Conflict(new SavedMeanwhile(now.Revision, NameOf(now.ChangedBy), InstantPattern.ExtendedIso.Format(now.ChangedAt), saved.Problem!)),
            _ => UnprocessableEntity(new { problem = saved.Problem }),
        };
    }

    /// <summary>What the checks say of a drawing that is not saved.</summary>
    [HttpPost("problems")]
    [RequestSizeLimit(PathwayImport.LargestUpload)]
    public async Task<IActionResult> Problems(long key, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { } draft)
        {
            return NotFound();
        }

        return await BodyAsync(cancel) is { } content ? Json(checks.Check(content, draft.ProcessId)) : TooLarge();
    }

    private async Task<PathwayVersionRecord?> FindAsync(long key, CancellationToken cancel) =>
        gate.MayChangePathways && await versions.FindAsync(key, cancel) is { State: PathwayVersionState.Draft } draft ? draft : null;

    // Null when it is larger than a drawing may be: a body of unknown length is cut off here, not by the server.
    private async Task<byte[]?> BodyAsync(CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await Request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > PathwayImport.LargestFile)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    private ObjectResult TooLarge() => StatusCode(StatusCodes.Status413PayloadTooLarge, new { problem = PathwayImport.TooLarge });

    private string NameOf(string person) => vocabulary.Directory.TryGetPerson(person, out var known) ? known.Name : "somebody else";

    private sealed record SavedMeanwhile(int Revision, string By, string At, string Problem);
}
