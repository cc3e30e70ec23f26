using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;

namespace Peninsula.Host.Security;

/// <summary>Defaults that a page must opt out of by name: signed in, antiforgery, cookies for this site only.</summary>
internal static class SecurityServices
{
    internal static IServiceCollection AddSecurity(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "antiforgery";
            options.HeaderName = "X-Antiforgery";
            SetCookie(options.Cookie, "antiforgery", environment);
        });

        services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = 2048;
            options.ValueLengthLimit = 256 * 1024;
            options.KeyLengthLimit = 512;
        });
        return services;
    }

    /// <summary>
    /// Cookies live for the browser session, for scripts never, and for this host alone.
    /// Development serves plain HTTP on loopback, where a browser refuses the <c>__Host-</c> prefix.
    /// </summary>
    internal static void SetCookie(CookieBuilder cookie, string name, IHostEnvironment environment)
    {
        cookie.Name = environment.IsProduction() ? $"__Host-peninsula-{name}" : $"peninsula-{name}";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
