using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Casework.Forms;
using Peninsula.Host.Security;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Features.Error;

/// <summary>What went wrong, in plain words. Reached by re-execution, so the address stays the one that was asked for.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
internal sealed class ErrorController : Controller
{
    // Any method: the request that failed is re-executed with the method it had.
    [Route("/error/{status:int}")]
    [IgnoreAntiforgeryToken]
    public IActionResult Show()
    {
        // Not bound as a parameter: of a form that cannot be read, nothing at all is bound.
        var meant = Status(int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture));
        Response.StatusCode = meant;
        return View(
            meant switch
            {
                400 => TypedInput.Of(HttpContext).Count > 0 ? "Unreadable" : "BadRequest",
                401 => "SignedOut",
                403 => "Forbidden",
                413 => "TooLarge",
                429 => "TooMany",
                503 => "Unavailable",
                >= 500 => "Failed",
                _ => "NotFound",
            },
            new ErrorModel(TypedInput.Of(HttpContext), PageOfForm() ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath));
    }

    // Where somebody goes on after signing in again: a form may be sent to an address that shows nothing.
    private string? PageOfForm() =>
        Request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } page && page.Authority == Request.Host.Value ? page.PathAndQuery : null;

    private int Status(int asked) => HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        { } error when StoreFaults.IsUnavailable(error) => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException refused => refused.StatusCode,
        DraftTooLongException => StatusCodes.Status413PayloadTooLarge,
        _ => asked is >= 400 and < 600 ? asked : StatusCodes.Status404NotFound,
    };
}
