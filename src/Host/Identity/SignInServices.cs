using Microsoft.AspNetCore.Authentication.Cookies;
using Peninsula.Casework;
using Peninsula.Host.Security;

namespace Peninsula.Host.Identity;

/// <summary>Sign-in: the session's cookie, the agencies' providers, and the personas of the demonstration.</summary>
internal static class SignInServices
{
    internal static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, DemonstrationOptions demonstration)
    {
        services.AddOptions<SignInOptions>().Bind(configuration.GetSection("SignIn"));
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, SignInLimit>(SignInLimit.Policy));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                SecurityServices.SetCookie(options.Cookie, "session", demonstration);
                options.LoginPath = "/account/sign-in";
                options.AccessDeniedPath = "/error/403";
                options.ReturnUrlParameter = "returnUrl";
                options.EventsType = typeof(SessionCookie);
                // When a session is over the database says. This only lets a cookie that was forgotten wither.
                options.ExpireTimeSpan = (configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions()).Longest;
                options.SlidingExpiration = false;
            })
            .AddProviders(configuration);
        services.AddScoped<SessionCookie>();
        services.AddSingleton<IPersonas, DemonstrationPersonas>();
        services.AddSingleton<PersonaSignIn>();
        services.AddHostedService(provider => provider.GetRequiredService<PersonaSignIn>());
        return services;
    }
}
