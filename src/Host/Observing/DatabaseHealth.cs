using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Observing;

/// <summary>Whether the database answers, and takes a write. Without the one no page can be shown, without the other nothing can be sent: other hosts should get the requests.</summary>
internal sealed class DatabaseHealth(IWorkflowStore store, Func<Task> write, IOptions<HealthOptions> options) : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _alone = new(1);
    private long _written;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var asked = Stopwatch.StartNew();
        try
        {
            // Off this thread: SQLite answers, or hangs, on the thread that asks.
            await Task.Run(() => store.NextTimerAsync(cancellationToken).AsTask(), cancellationToken).WaitAsync(options.Value.DatabaseAnswer, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException || StoreFaults.IsUnavailable(error))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        try
        {
            await WriteAsync(cancellationToken).WaitAsync(options.Value.DatabaseAnswer, cancellationToken);
            return HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["milliseconds"] = Math.Round(asked.Elapsed.TotalMilliseconds, 1) });
        }
        catch (Exception error) when (error is TimeoutException || StoreFaults.IsUnavailable(error))
        {
            return HealthCheckResult.Unhealthy("The database answers, and cannot be written: its disk may be full.");
        }
    }

    public void Dispose() => _alone.Dispose();

    // Anybody may ask how the service is; that must not write for every question.
    private async Task WriteAsync(CancellationToken cancel)
    {
        await _alone.WaitAsync(cancel);
        try
        {
            if (_written != 0 && Stopwatch.GetElapsedTime(_written) < options.Value.WriteEvery)
            {
                return;
            }

            await write();
            _written = Stopwatch.GetTimestamp();
        }
        finally
        {
            _alone.Release();
        }
    }
}
