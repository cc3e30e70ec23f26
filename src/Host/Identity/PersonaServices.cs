using Microsoft.AspNetCore.Authentication.Cookies;
using Peninsula.Host.Security;

namespace Peninsula.Host.Identity;

/// <summary>Cookie sign-in, and the personas of the demonstration.</summary>
internal static class PersonaServices
{
    internal static IServiceCollection AddPersonas(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            SecurityServices.SetCookie(options.Cookie, "session", environment);
            options.LoginPath = "/account/sign-in";
            options.AccessDeniedPath = "/error/403";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = true;
        });
        services.AddSingleton<IPersonas, DemonstrationPersonas>();
        services.AddSingleton<PersonaSignIn>();
        services.AddHostedService(provider => provider.GetRequiredService<PersonaSignIn>());
        return services;
    }
}
