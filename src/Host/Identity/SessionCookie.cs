using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Identity;

/// <summary>
/// The cookie holds a session's id and nothing else. Whose it is, and whether it is over, the database says on every request:
/// so a copy of the cookie is worth nothing once somebody signed out, was signed out, or went away.
/// </summary>
internal sealed class SessionCookie(Sessions sessions, VocabularySource vocabulary, IClock clock, IOptions<SignInOptions> options) : CookieAuthenticationEvents
{
    private const string IdClaim = "session";

    // A new id for every sign-in: one that was known before it opens nothing after it.
    public override async Task SigningIn(CookieSigningInContext context)
    {
        var person = context.Principal!.RequiredUserId();
        var now = clock.GetCurrentInstant();
        if (context.HttpContext.User.FindFirstValue(IdClaim) is { } former)
        {
            await sessions.EndAsync(former, context.HttpContext.User.RequiredUserId(), now);
        }

        var id = await sessions.BeginAsync(person, now);
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(IdClaim, id)], context.Scheme.Name));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var id = context.Principal?.FindFirstValue(IdClaim);
        if (id is null || await PersonAsync(id, context.HttpContext) is not { } person)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person), new Claim(IdClaim, id)], context.Scheme.Name)));
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        var user = context.HttpContext.User;
        if (user.FindFirstValue(IdClaim) is { } id)
        {
            await sessions.EndAsync(id, user.RequiredUserId(), clock.GetCurrentInstant());
        }
    }

    private async Task<string?> PersonAsync(string id, HttpContext http)
    {
        try
        {
            var person = await sessions.FindAsync(id, clock.GetCurrentInstant(), options.Value.Sessions, http.RequestAborted);
            return person is not null && vocabulary.Current.Directory.TryGetPerson(person, out _) ? person : null;
        }
        catch (StoreException) when (http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that says that the database is away needs nobody.
            return null;
        }
    }
}
