using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Peninsula.Activities;
using Peninsula.Casework;

namespace Peninsula.Host.Identity;

/// <summary>
/// Sign-in through the agencies' own OpenID Connect providers. A provider vouches for who somebody is; what they may do is
/// the directory's to say, so an account that is in no directory row opens nothing, however well it is vouched for.
/// </summary>
internal static class ProviderSignIn
{
    /// <summary>Where those are sent whom their provider knows and the directory does not.</summary>
    public const string UnknownPath = "/account/unknown";

    /// <summary>Where those are sent whose sign-in came to nothing at the provider.</summary>
    public const string FailedPath = "/account/failed";

    internal static string Scheme(string key) => $"provider-{key}";

    internal static AuthenticationBuilder AddProviders(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var options = configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions();
        foreach (var (key, provider) in options.Providers)
        {
            Check(key, provider);
            authentication.AddOpenIdConnect(Scheme(key), provider.Name, openId => Configure(openId, key, provider));
        }

        return authentication;
    }

    private static void Check(string key, SignInProvider provider)
    {
        var missing = new[] { ("Name", provider.Name), ("Authority", provider.Authority), ("ClientId", provider.ClientId), ("ClientSecret", provider.ClientSecret) }
            .Where(setting => setting.Item2.Length == 0).Select(setting => $"SignIn:Providers:{key}:{setting.Item1}").ToList();
        if (missing.Count > 0)
        {
            throw new StartRefusedException($"The sign-in provider \"{key}\" is set up by halves. Set {string.Join(" and ", missing)}.");
        }

        if (!Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps)
        {
            throw new StartRefusedException($"SignIn:Providers:{key}:Authority is no https address, so whoever signs in there could be listened to. Write it as https://login.example.org/tenant.");
        }
    }

    private static void Configure(OpenIdConnectOptions openId, string key, SignInProvider provider)
    {
        openId.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        openId.Authority = provider.Authority;
        openId.ClientId = provider.ClientId;
        openId.ClientSecret = provider.ClientSecret;
        openId.CallbackPath = $"/account/callback/{key}";
        openId.ResponseType = OpenIdConnectResponseType.Code;
        // An answer in the address, not a form posted from elsewhere: so the cookies of the way there need not be sent across sites.
        openId.ResponseMode = OpenIdConnectResponseMode.Query;
        // Somebody waits for it with a page that does not load.
        openId.BackchannelTimeout = TimeSpan.FromSeconds(10);
        openId.UsePkce = true;
        openId.MapInboundClaims = false;
        openId.SaveTokens = false;
        openId.GetClaimsFromUserInfoEndpoint = false;
        openId.DisableTelemetry = true;
        openId.Scope.Add("email");
        foreach (var cookie in new[] { openId.CorrelationCookie, openId.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        openId.Events.OnTokenValidated = context => Recognise(context, key, provider);
        openId.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILogger<SignInProvider>>().LogWarning("A sign-in through {Provider} failed: {Reason}", key, context.Failure?.GetType().Name);
            context.Response.Redirect(FailedPath);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    // Of all that the provider says, the cookie keeps one thing: whom of the directory it is.
    private static Task Recognise(TokenValidatedContext context, string key, SignInProvider provider)
    {
        var services = context.HttpContext.RequestServices;
        var account = context.Principal?.FindFirstValue(provider.AccountClaim);
        var directory = services.GetRequiredService<VocabularySource>().Current.Directory;
        if (account is null || !directory.TryGetPersonByAccount($"{key}:{account}", out var person))
        {
            services.GetRequiredService<ILogger<SignInProvider>>().LogWarning("Somebody whom {Provider} vouches for is not in the directory", key);
            context.Response.Redirect(UnknownPath);
            context.HandleResponse();
            return Task.CompletedTask;
        }

        context.Principal = SignedIn.As(person.Id, CookieAuthenticationDefaults.AuthenticationScheme);
        return Task.CompletedTask;
    }
}
