using Microsoft.Extensions.Options;
using NodaTime;
using Peninsula.Casework;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Features.Pathways.Outline;
using Peninsula.Host.Identity;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.Hosting;

/// <summary>The engine, its store, and casework as the pages and interfaces ask for it.</summary>
internal static class CaseServices
{
    internal static IServiceCollection AddCases(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddPeninsulaPersistence(ChosenDatabase.Of(configuration, environment.ContentRootPath));
        services.AddScoped<IAsker, HttpAsker>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SignInOptions>>().Value.Sessions);
        // Before casework: hosted services start in this order, and the others need an engine.
        services.AddHostedService<EngineStartup>();
        services.AddCasework(configuration);
        services.AddScoped<StepForm>();
        return services;
    }
}
