using Peninsula.Host.Features.Outline;
using Peninsula.Host.Pathways;
using Peninsula.Host.Pathways.Publishing;
using Peninsula.Host.Pathways.Running;
using Peninsula.Host.Pathways.WhatIf;

namespace Peninsula.Host.Hosting;

/// <summary>What managers draw, try and publish pathways with.</summary>
internal static class PathwayServices
{
    internal static IServiceCollection AddPathways(this IServiceCollection services)
    {
        services.AddScoped<PathwayWords>();
        services.AddScoped<PathwayDifference>();
        services.AddScoped<DraftChecks>();
        services.AddScoped<PathwayScenarios>();
        services.AddSingleton<PathwayPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<PathwayPublisher>());
        services.AddScoped<PathwayDesk>();
        services.AddScoped<StepForm>();
        services.AddSingleton<PastCases>();
        services.AddSingleton<WhatIfDesk>();
        services.AddScoped<RunningCases>();
        services.AddScoped<CaseMoves>();
        services.AddScoped<CaseRepair>();
        return services;
    }
}
