using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Peninsula.Host.Features.Error;

/// <summary>What went wrong, in plain words. Reached by re-execution, so the address stays the one that was asked for.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class ErrorController : Controller
{
    // Any method: the request that failed is re-executed with the method it had.
    [Route("/error/{status:int}")]
    [IgnoreAntiforgeryToken]
    public IActionResult Show(int status)
    {
        Response.StatusCode = status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        return View(status switch
        {
            400 => "BadRequest",
            401 or 403 => "Forbidden",
            429 => "TooMany",
            >= 500 => "Failed",
            _ => "NotFound",
        });
    }
}
