using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Observing;

/// <summary>Whether the database answers. Without it no page can be shown: other hosts should get the requests.</summary>
internal sealed class DatabaseHealth(IWorkflowStore store, IOptions<HealthOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var asked = Stopwatch.StartNew();
        try
        {
            // Off this thread: SQLite answers, or hangs, on the thread that asks.
            await Task.Run(() => store.NextTimerAsync(cancellationToken).AsTask(), cancellationToken).WaitAsync(options.Value.DatabaseAnswer, cancellationToken);
            return HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["milliseconds"] = Math.Round(asked.Elapsed.TotalMilliseconds, 1) });
        }
        catch (Exception error) when (error is StoreException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
