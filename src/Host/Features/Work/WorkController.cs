using Microsoft.AspNetCore.Mvc;
using Peninsula.Casework.Access;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Tasks;
using Peninsula.Host.Access;

namespace Peninsula.Host.Features.Work;

/// <summary>My work: what is mine and my teams', the most pressing first.</summary>
[Route("work")]
internal sealed class WorkController(Gate gate, WorkLists lists, OpenEscalations escalations) : Controller
{
    [HttpGet("")]
    [Asks(nameof(AccessRules.Work))]
    public async Task<IActionResult> Index(Whose whose = Whose.Both, string? area = null, string? after = null, string? before = null, CancellationToken cancel = default) =>
        gate.MayWork
            ? View(await lists.ForAsync(gate.Person, whose, string.IsNullOrEmpty(area) ? null : area, after, before, cancel) with
            {
                ToAnswer = await escalations.ToAnswerAsync(gate.Person, cancel),
            })
            : Forbid();
}
