using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Peninsula.Host.Tests.Security.SignIn;

/// <summary>A fictional council's OpenID Connect provider: signs whoever comes in as the person whose turn it is.</summary>
internal sealed class CouncilProvider : IAsyncDisposable
{
    public const string Address = "https://sign-in.torbay-council.example";

    private readonly WebApplication _app;

    private CouncilProvider(WebApplication app) => _app = app;

    /// <summary>The address of whoever sits at the keyboard; null: they press "cancel".</summary>
    public string? Account { get; set; }

    public HttpMessageHandler Back => _app.GetTestServer().CreateHandler();

    public static async Task<CouncilProvider> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        CouncilProvider? provider = null;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(Address).SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().EnableDegradedMode();
            server.RegisterScopes(Scopes.Email, Scopes.Profile).DisableAccessTokenEncryption();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(_ => ValueTask.CompletedTask));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientSecret != "council-secret")
                {
                    context.Reject(Errors.InvalidClient, "Not its secret.");
                }

                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (provider!.Account is { } account)
                {
                    context.Principal = Known(account);
                }
                else
                {
                    context.Reject(Errors.AccessDenied, "They pressed cancel.");
                }

                return ValueTask.CompletedTask;
            }));
        });
        var app = builder.Build();
        provider = new CouncilProvider(app);
        await app.StartAsync();
        return provider;
    }

    /// <summary>What the person's browser does at the provider: goes there, and is sent back.</summary>
    public async Task<Uri> VisitAsync(Uri where)
    {
        using var browser = new HttpClient(Back, disposeHandler: false) { BaseAddress = new Uri(Address) };
        var answer = await browser.GetAsync(where);
        return answer.Headers.Location ?? throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ClaimsPrincipal Known(string account)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, account).SetClaim(Claims.Email, account);
        identity.SetScopes(Scopes.OpenId, Scopes.Email);
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
