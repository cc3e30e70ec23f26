using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Observing;

/// <summary>
/// What a load balancer and a monitor ask. <c>/health/live</c>: the process answers; when it does not, restart it.
/// <c>/health/ready</c>: 503 when this host can do nothing for anybody; "Degraded" with 200 when somebody should look.
/// Both say nothing of any case, and so ask for no sign-in.
/// </summary>
internal static class HealthServices
{
    internal static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration("Health");
        services.AddSingleton<LagHealth>();
        services.AddSingleton(provider => new DatabaseHealth(
            provider.GetRequiredService<IWorkflowStore>(), provider.GetRequiredService<PeninsulaDatabase>().Probe.WriteAsync, provider.GetRequiredService<IOptions<HealthOptions>>()));
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database")
            .AddCheck<TimerHealth>("timers")
            .AddCheck<JobHealth>("jobs");
        return services;
    }

    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous().DisableHttpMetrics();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), says = entry.Value.Description, figures = entry.Value.Data }),
    });
}
