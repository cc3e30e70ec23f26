using Microsoft.AspNetCore.HttpOverrides;
using NodaTime;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Forms;
using Peninsula.Host.Identity;
using Peninsula.Host.Observing;
using Peninsula.Host.Security;

namespace Peninsula.Host.Hosting;

/// <summary>Composes the web application: services, then the order in which a request passes through.</summary>
internal static class WebHost
{
    // A build for trying out is a demonstration unless somebody says otherwise; what is released never is. A launch
    // profile would say so too, but it writes a line before the command line's own output.
#if DEBUG
    private static string? UnlessSaid(string[] args) =>
        Array.Exists(args, arg => arg.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
            ? null
            : Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development;
#else
    private static string? UnlessSaid(string[] args) => null;
#endif

    internal static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Settings and pathways lie beside the binaries, wherever the command was typed.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = UnlessSaid(args),
        });

        builder.Host.UseDefaultServiceProvider(options =>
        {
            options.ValidateOnBuild = true;
            options.ValidateScopes = true;
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 2 * 1024 * 1024;
        });

        builder.Services.AddVocabulary();
        builder.Services.AddForms(SystemClock.Instance);
        builder.Services.AddPages();
        builder.Services.AddSecurity(builder.Environment);
        builder.Services.AddSignIn(builder.Configuration, builder.Environment);
        builder.Services.AddCases(builder.Configuration, builder.Environment);
        builder.Services.AddApi(builder.Configuration, builder.Environment);

        builder.Services.AddHealth();
        builder.Services.AddTelemetry(builder.Configuration);

        var app = builder.Build();
        app.UsePages();
        return app;
    }

    private static void UsePages(this WebApplication app)
    {
        app.UseForwardedHeaders(new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        });
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseApiProblems();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.MapStaticAssets().AllowAnonymous();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapControllers();
    }
}
