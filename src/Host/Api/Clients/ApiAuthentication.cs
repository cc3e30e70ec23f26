using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using Peninsula.Casework;
using Peninsula.Casework.Systems;
using Peninsula.Host.Security;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Peninsula.Host.Api.Clients;

/// <summary>Client-credential tokens (OAuth 2.0, RFC 6749 section 4.4) with the discovery of OpenID Connect. Cookies open nothing here.</summary>
internal static class ApiAuthentication
{
    public const string Scheme = OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme;

    public const string TokenPath = "/oauth/token";

    internal static IServiceCollection AddApiAuthentication(this IServiceCollection services, IConfiguration configuration, DemonstrationOptions demonstration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("Api"));
        services.AddOpenIddict()
            .AddServer(server =>
            {
                server.SetTokenEndpointUris(TokenPath.TrimStart('/')).SetConfigurationEndpointUris(".well-known/openid-configuration");
                server.AllowClientCredentialsFlow().EnableDegradedMode().DisableAccessTokenEncryption();
                server.SetAccessTokenLifetime((configuration.GetSection("Api").Get<ApiOptions>() ?? new ApiOptions()).TokenLifetime);

                // The key ring of data protection, which several hosts share, guards the tokens; these keys are asked for and not used.
                server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32))).AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
                server.UseDataProtection();
                if (Front.Address(configuration) is { } address)
                {
                    server.SetIssuer(address);
                }

                var aspNetCore = server.UseAspNetCore();
                if (demonstration.Enabled)
                {
                    aspNetCore.DisableTransportSecurityRequirement();
                }

                // Clients of this API's kind name an audience, which some providers want. There is one here, so it says nothing.
                server.AddEventHandler<OpenIddictServerEvents.ExtractTokenRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    context.Request?.RemoveParameter(Parameters.Audience);
                    return ValueTask.CompletedTask;
                }).SetOrder(int.MaxValue - 1));
                server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseScopedHandler<ClientCheck>());
                server.AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseInlineHandler(Issue));
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseDataProtection();
                // Addresses end up in logs and histories: a token is in the header, or nowhere.
                validation.UseAspNetCore().DisableAccessTokenExtractionFromQueryString().DisableAccessTokenExtractionFromBodyForm();
            });
        return services;
    }

    /// <summary>Slows down whoever asks for token after token; before anything looks at the secret.</summary>
    internal static void UseTokenLimit(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(TokenPath), tokens => tokens.UseMiddleware<TokenLimit>());

    private static ValueTask Issue(OpenIddictServerEvents.HandleTokenRequestContext context)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, context.ClientId).SetClaim(Claims.ClientId, context.ClientId);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return ValueTask.CompletedTask;
    }


    private sealed class ClientCheck(ApiClients clients) : IOpenIddictServerHandler<OpenIddictServerEvents.ValidateTokenRequestContext>
    {
        public ValueTask HandleAsync(OpenIddictServerEvents.ValidateTokenRequestContext context)
        {
            if (clients.Authenticate(context.ClientId, context.ClientSecret) is null)
            {
                context.Reject(Errors.InvalidClient, "There is no such client, or this is not its secret.");
            }

            return ValueTask.CompletedTask;
        }
    }
}
