using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Casework.Pathways.Running;
using Peninsula.Host.Access;
using Peninsula.Host.Features.Pathways.Running;

namespace Peninsula.Host.Features.Pathways.Repair;

/// <summary>One running case, put right where it stands by somebody who may not read it.</summary>
[Route("running")]
internal sealed class RepairController(Gate gate, CaseRepair repair) : Controller
{
    private const string End = "end";

    /// <summary>Goes to a case whose reference somebody typed.</summary>
    [HttpPost("")]
    [Asks(nameof(AccessPolicy.SeeRunning))]
    public async Task<IActionResult> Find(string? reference, string? from, CancellationToken cancel)
    {
        if (!gate.MaySeeRunning)
        {
            return NotFound();
        }

        var typed = reference?.Trim() ?? "";
        if (typed.Length > 0 && await repair.FindAsync(typed, cancel) is { } found)
        {
            return Redirect($"/running/{Uri.EscapeDataString(found.Reference)}");
        }

        TempData["Refused"] = "No running case of your areas has that reference.";
        return Redirect(Url.IsLocalUrl(from) ? from : "/pathways");
    }

    [HttpGet("{reference}")]
    [Asks(nameof(AccessPolicy.MoveCase))]
    public async Task<IActionResult> Show(string reference, CancellationToken cancel) =>
        await repair.FindAsync(reference, cancel) is { } found ? View(new RepairModel(found, null, null, [])) : NotFound();

    [HttpPost("{reference}")]
    [Asks(nameof(AccessPolicy.MoveCase))]
    public async Task<IActionResult> Show(string reference, string? place, string? reason, CancellationToken cancel)
    {
        if (await repair.FindAsync(reference, cancel) is not { } found)
        {
            return NotFound();
        }

        var errors = new List<FieldError>();
        var standing = found.Places.FirstOrDefault(row => place == row.Key.ToString(CultureInfo.InvariantCulture));
        var target = standing is null ? "" : Request.Form[$"target-{standing.Key}"].ToString();
        if (standing is null)
        {
            errors.Add(new FieldError("place", "Choose what is to change"));
        }
        else if (target != End && standing.Targets.All(pair => pair.Id != target))
        {
            errors.Add(new FieldError($"target-{standing.Key}", "Choose where it is to go on"));
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > DraftService.LongestReason)
        {
            errors.Add(new FieldError("reason", string.IsNullOrWhiteSpace(reason) ? "Enter why; it stays in the case’s history" : "It must be 2,000 characters or fewer"));
        }

        if (errors.Count == 0)
        {
            var refused = await repair.ChangeAsync(found, standing!.Key, target == End ? null : target, reason!.Trim(), cancel);
            if (refused.Count == 0)
            {
                TempData["Done"] = "It is changed. The reason stands in the case’s history.";
                return Redirect($"/running/{Uri.EscapeDataString(reference)}");
            }

            errors.AddRange(refused.Select(why => new FieldError("place", why)));
        }

        return View(new RepairModel(found, place, reason, errors));
    }
}
