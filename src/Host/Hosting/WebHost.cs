using Peninsula.Casework;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Clients;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Identity;
using Peninsula.Host.Observing;
using Peninsula.Host.Security;

namespace Peninsula.Host.Hosting;

/// <summary>Composes the web application: services, then the order in which a request passes through.</summary>
internal static class WebHost
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="StartRefusedException">As it is set up it would let in nobody, or anybody.</exception>
    internal static async Task RunAsync(string[] args)
    {
        await using var app = Create(args);
        await StartChecks.CheckAsync(app.Services);
        await app.RunAsync();
    }

    private static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Settings and pathways lie beside the binaries, wherever the command was typed.
            ContentRootPath = AppContext.BaseDirectory,
        });
        StandIn(builder.Configuration);
        StartChecks.CheckSettings(builder.Configuration);
        Front.CheckNames(builder.Configuration);
        var demonstration = DemonstrationOptions.Of(builder.Configuration);

        builder.Host.UseDefaultServiceProvider(options =>
        {
            options.ValidateOnBuild = true;
            options.ValidateScopes = true;
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = SecurityServices.LargestPage;
        });

        builder.Services.AddVocabulary();
        builder.Services.AddPages();
        builder.Services.AddSecurity(demonstration);
        builder.Services.AddFront(builder.Configuration);
        builder.Services.AddKeyRing(builder.Configuration);
        builder.Services.AddSignIn(builder.Configuration, demonstration);
        builder.Services.AddCases(builder.Configuration, builder.Environment);
        builder.Services.AddApi(builder.Configuration, demonstration);

        builder.Services.AddHealth();
        builder.Services.AddTelemetry(builder.Configuration);

        var app = builder.Build();
        app.UsePages();
        return app;
    }

    // A build for trying out is a demonstration unless a setting says otherwise; what is released is one only when a setting
    // says so. A launch profile would do it too, but writes a line before the command line's own output.
    private static void StandIn(ConfigurationManager configuration)
    {
#if DEBUG
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = [KeyValuePair.Create<string, string?>("Demonstration:Enabled", "true")] });
#endif
    }

    private static void UsePages(this WebApplication app)
    {
        app.UseFront();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseApiProblems();
        app.MapStaticAssets().AllowAnonymous();
        app.UseRouting();
        app.UseTokenLimit();
        app.UseAuthentication();
        app.UseMiddleware<TypedInput>();
        app.UseAuthorization();
        app.UseMiddleware<RefusalAudit>();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapControllers();
    }
}
