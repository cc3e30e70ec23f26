using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Host.Observing;

/// <summary>How far timers and jobs are behind. That is for people to look at: pages work all the same, so it takes no host out of service.</summary>
internal sealed class LagHealth(Engine engine, IWorkflowStore store, IEnumerable<IJobHandler> handlers, IClock clock, IOptions<HealthOptions> options)
{
    private readonly string[] _types = [.. handlers.Select(handler => handler.Type)];

    /// <summary>How long the timer that has been due longest waits; zero when none is due.</summary>
    public async Task<Duration> TimersAsync(CancellationToken cancel) => Behind(await store.NextTimerAsync(cancel));

    /// <summary>How long the job of this host's types that has waited longest waits; zero when none does.</summary>
    public async Task<Duration> JobsAsync(CancellationToken cancel) => _types.Length == 0 ? Duration.Zero : Behind(await store.NextJobAsync(_types, cancel));

    public Task<HealthCheckResult> CheckTimersAsync(CancellationToken cancel) => CheckAsync(TimersAsync, options.Value.TimerLag, "Timers fire late.", cancel);

    public Task<HealthCheckResult> CheckJobsAsync(CancellationToken cancel) => CheckAsync(JobsAsync, options.Value.JobLag, "Jobs wait too long.", cancel);

    private async Task<HealthCheckResult> CheckAsync(Func<CancellationToken, Task<Duration>> behind, TimeSpan most, string late, CancellationToken cancel)
    {
        try
        {
            var lag = await behind(cancel);
            var data = new Dictionary<string, object> { ["lagSeconds"] = Math.Round(lag.TotalSeconds, 1), ["limitSeconds"] = most.TotalSeconds };
            if (engine.Loop?.LastPump is { } last)
            {
                data["lastLookSecondsAgo"] = Math.Round((clock.GetCurrentInstant() - last).TotalSeconds, 1);
            }

            return lag.ToTimeSpan() > most ? HealthCheckResult.Degraded(late, data: data) : HealthCheckResult.Healthy(data: data);
        }
        catch (StoreException)
        {
            return HealthCheckResult.Degraded("Not known: the database does not answer.");
        }
    }

    private Duration Behind(Instant? next) => next is { } due ? Duration.Max(Duration.Zero, clock.GetCurrentInstant() - due) : Duration.Zero;
}

internal sealed class TimerHealth(LagHealth lag) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => lag.CheckTimersAsync(cancellationToken);
}

internal sealed class JobHealth(LagHealth lag) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => lag.CheckJobsAsync(cancellationToken);
}
