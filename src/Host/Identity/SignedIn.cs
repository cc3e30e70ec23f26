using System.Security.Claims;
using OpenIddict.Abstractions;

namespace Peninsula.Host.Identity;

/// <summary>Who asks, as the signed-in cookie says. Rights are not in the cookie: they are looked up on every request.</summary>
internal static class SignedIn
{
    public static string? UserId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The registered system that sends a request, or null when a person does.</summary>
    public static string? ClientId(this ClaimsPrincipal user) => user.FindFirstValue(OpenIddictConstants.Claims.ClientId);

    public static string RequiredUserId(this ClaimsPrincipal user) =>
        user.UserId() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Somebody of the directory, signed in.</summary>
    public static ClaimsPrincipal As(string person, string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person)], scheme));
}
