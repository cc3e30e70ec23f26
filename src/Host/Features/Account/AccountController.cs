using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Account;

/// <summary>Sign-in through an agency's provider, or as a persona of a demonstration; sign-out.</summary>
[Route("account")]
[EnableRateLimiting(SignInLimit.Policy)]
internal sealed class AccountController(IPersonas personas, PersonaSignIn demonstration, IOptions<SignInOptions> options, ILogger<AccountController> log) : Controller
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    [AllowAnonymous]
    [HttpGet("sign-in")]
    public IActionResult SignIn(string? returnUrl) =>
        demonstration.IsOffered || options.Value.Providers.Count > 0 ? View(Model(returnUrl, null)) : NotFound();

    /// <summary>Sends somebody to their agency's provider, which sends them back to the address that they came for.</summary>
    [AllowAnonymous]
    [HttpPost("sign-in/{provider}")]
    public async Task<IActionResult> SignInThrough(string provider, string? returnUrl)
    {
        if (!options.Value.Providers.TryGetValue(provider, out var known))
        {
            return NotFound();
        }

        try
        {
            await HttpContext.ChallengeAsync(ProviderSignIn.Scheme(provider), new AuthenticationProperties { RedirectUri = Local(returnUrl) });
            return new EmptyResult();
        }
        catch (Exception error) when (!Response.HasStarted && error is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException)
        {
            log.LogWarning("The sign-in of {Provider} cannot be reached: {Reason}", provider, error.GetBaseException().GetType().Name);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return View("Away", known.Name);
        }
    }

    [AllowAnonymous]
    [HttpGet("unknown")]
    public IActionResult Unknown() => Turned("Unknown");

    [AllowAnonymous]
    [HttpGet("failed")]
    public IActionResult Failed() => Turned("Failed");

    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn(string? persona, string? other, string? returnUrl)
    {
        if (!demonstration.IsOffered)
        {
            return NotFound();
        }

        // Somebody picked by name goes before a radio that was ticked earlier: a radio cannot be cleared.
        var id = string.IsNullOrEmpty(other) ? persona : other;
        if (id is null || personas.Find(id) is not { } chosen)
        {
            return View(Model(returnUrl, "Select who you want to be"));
        }

        await HttpContext.SignInAsync(Scheme, SignedIn.As(chosen.Id, Scheme));
        return LocalRedirect(Local(returnUrl));
    }

    [AllowAnonymous]
    [HttpPost("sign-out")]
    public async Task<IActionResult> Leave()
    {
        await HttpContext.SignOutAsync(Scheme);
        return Redirect("/");
    }

    private SignInModel Model(string? returnUrl, string? problem) => new(
        [.. options.Value.Providers.Select(provider => (provider.Key, provider.Value.Name)).OrderBy(pair => pair.Name, StringComparer.Ordinal)],
        demonstration.IsOffered ? personas.Offered : [], demonstration.IsOffered ? personas.Others : [], Local(returnUrl), problem);

    private ViewResult Turned(string view)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return View(view);
    }

    /// <summary>An address on this host, or the front page: a link in an e-mail must not send anybody elsewhere.</summary>
    private string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
