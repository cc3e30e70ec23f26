using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways.WhatIf;
using Peninsula.Host.Access;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Features.Pathways.WhatIf;

/// <summary>Plays a draft on past cases and on a year of simulated ones, before anybody agrees to it.</summary>
[Route("pathways/drafts/{key:long}/what-if")]
[Asks(nameof(AccessPolicy.ChangePathways))]
internal sealed class WhatIfController(Gate gate, PathwayVersions versions, WhatIfService service) : Controller
{
    private const int MostSimulated = 1_000;

    [HttpGet("")]
    public async Task<IActionResult> Index(long key, CancellationToken cancel) =>
        await FindAsync(key, cancel) is { } version ? View(new WhatIfModel(version, 200, 200, [])) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Index(long key, int? past, int? simulated, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { } version)
        {
            return NotFound();
        }

        var errors = new List<FieldError>();
        if (past is null or < 0 or > WhatIfService.MostPast)
        {
            errors.Add(new FieldError("past", $"Enter how many past cases, up to {WhatIfService.MostPast:N0}"));
        }

        if (simulated is null or < 0 or > MostSimulated || past + simulated == 0)
        {
            errors.Add(new FieldError("simulated", $"Enter how many cases a year may bring, up to {MostSimulated:N0}"));
        }

        return errors.Count > 0
            ? View(new WhatIfModel(version, past, simulated, errors))
            : Redirect($"/pathways/drafts/{key}/what-if/{service.Begin(key, version.ProcessId, version.Content, past!.Value, simulated!.Value, gate.Person.Id)}");
    }

    [HttpGet("{run:long}")]
    public async Task<IActionResult> Show(long key, long run, CancellationToken cancel) =>
        await FindAsync(key, cancel) is { } version && service.Find(run) is { } found && found.Draft == key ? View(new WhatIfShown(version, run, found)) : NotFound();

    [HttpPost("{run:long}/stop")]
    public async Task<IActionResult> Stop(long key, long run, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is null || service.Find(run) is not { } found || found.Draft != key)
        {
            return NotFound();
        }

        found.Stop();
        return Redirect($"/pathways/drafts/{key}/what-if/{run}");
    }

    private async Task<PathwayVersionRecord?> FindAsync(long key, CancellationToken cancel) =>
        gate.MayChangePathways && await versions.FindAsync(key, cancel) is { State: not (PathwayVersionState.Published or PathwayVersionState.Discarded) } version ? version : null;
}

/// <summary>What is to be played.</summary>
internal sealed record WhatIfModel(PathwayVersionRecord Version, int? Past, int? Simulated, IReadOnlyList<FieldError> Errors);

/// <summary>A what-if, under way or done.</summary>
internal sealed record WhatIfShown(PathwayVersionRecord Version, long Key, WhatIfRun Run);
