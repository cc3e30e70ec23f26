using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Account;

/// <summary>Sign-in as a persona, for demonstrations; sign-out.</summary>
[Route("account")]
public sealed class AccountController(IPersonas personas, PersonaSignIn signIn) : Controller
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    [AllowAnonymous]
    [HttpGet("sign-in")]
    public IActionResult SignIn(string? returnUrl) =>
        signIn.IsOffered ? View(new SignInModel(personas.Offered, personas.Others, Local(returnUrl), Problem: null)) : NotFound();

    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn(string? persona, string? other, string? returnUrl)
    {
        if (!signIn.IsOffered)
        {
            return NotFound();
        }

        // Somebody picked by name goes before a radio that was ticked earlier: a radio cannot be cleared.
        var id = string.IsNullOrEmpty(other) ? persona : other;
        if (id is null || personas.Find(id) is not { } chosen)
        {
            return View(new SignInModel(personas.Offered, personas.Others, Local(returnUrl), "Select who you want to be"));
        }

        await HttpContext.SignInAsync(Scheme, SignedIn.As(chosen, Scheme));
        return LocalRedirect(Local(returnUrl));
    }

    [AllowAnonymous]
    [HttpPost("sign-out")]
    public async Task<IActionResult> Leave()
    {
        await HttpContext.SignOutAsync(Scheme);
        return Redirect("/");
    }

    /// <summary>An address on this host, or the front page: a link in an e-mail must not send anybody elsewhere.</summary>
    private string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
