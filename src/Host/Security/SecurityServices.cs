using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Peninsula.Casework;

namespace Peninsula.Host.Security;

/// <summary>Defaults that a page must opt out of by name: signed in, antiforgery, cookies for this site only.</summary>
internal static class SecurityServices
{
    /// <summary>Bytes that one page may send.</summary>
    internal const int LargestPage = 2 * 1024 * 1024;

    /// <summary>How the name of the session's cookie ends.</summary>
    internal const string SessionCookie = "peninsula-session";

    internal static IServiceCollection AddSecurity(this IServiceCollection services, DemonstrationOptions demonstration)
    {
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "antiforgery";
            options.HeaderName = "X-Antiforgery";
            SetCookie(options.Cookie, "antiforgery", demonstration);
        });

        services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = 2048;
            // As long as a page may be: what is too long for its field, the form says, and still shows it. See TypedInput.
            options.ValueLengthLimit = LargestPage;
            options.KeyLengthLimit = 512;
        });
        return services;
    }

    /// <summary>
    /// Cookies live for the browser session, for scripts never, and for this host alone.
    /// A demonstration serves plain HTTP on loopback, where a browser refuses the <c>__Host-</c> prefix.
    /// </summary>
    internal static void SetCookie(CookieBuilder cookie, string name, DemonstrationOptions demonstration)
    {
        cookie.Name = demonstration.Enabled ? $"peninsula-{name}" : $"__Host-peninsula-{name}";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = demonstration.Enabled ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}
