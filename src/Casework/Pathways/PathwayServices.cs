using Microsoft.Extensions.DependencyInjection;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Casework.Pathways.Running;
using Peninsula.Casework.Pathways.WhatIf;

namespace Peninsula.Casework.Pathways;

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
        services.AddScoped<DraftService>();
        services.AddSingleton<PastCases>();
        services.AddSingleton<WhatIfService>();
        services.AddScoped<RunningCases>();
        services.AddScoped<CaseMoves>();
        services.AddScoped<CaseRepair>();
        return services;
    }
}
