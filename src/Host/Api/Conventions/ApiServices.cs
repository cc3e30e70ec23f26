using Microsoft.AspNetCore.Mvc;
using Peninsula.Casework;
using Peninsula.Casework.Disclosure;
using Peninsula.Host.Api.Clients;
using Peninsula.Host.Api.Cluster;
using Peninsula.Host.Security;

namespace Peninsula.Host.Api.Conventions;

/// <summary>The API beside the pages.</summary>
internal static class ApiServices
{
    internal static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration, DemonstrationOptions demonstration)
    {
        services.AddApiAuthentication(configuration, demonstration);
        services.AddApiLimits();
        services.Configure<JsonOptions>(options => ApiJson.Configure(options.JsonSerializerOptions));
        services.Configure<ApiBehaviorOptions>(options => options.InvalidModelStateResponseFactory = ApiProblems.Unreadable);
        services.AddSingleton<Definitions>();
        services.AddSingleton<DecisionCatalog>();
        services.AddSingleton<FieldClasses>();
        services.AddSingleton<Completions>();
        services.AddScoped<InstanceList>();
        services.AddScoped<InstanceLists>();
        services.AddScoped<MessageLists>();
        services.AddScoped<DecisionLists>();
        services.AddScoped<BatchSelection>();
        services.AddScoped<BatchLists>();
        return services;
    }

    /// <summary>Problems instead of pages for API requests; before everything that can fail.</summary>
    internal static void UseApiProblems(this IApplicationBuilder app) =>
        app.UseWhen(Interfaces.Concern, api => api.UseMiddleware<ApiProblems>());
}
