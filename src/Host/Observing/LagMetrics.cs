using System.Diagnostics.Metrics;
using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Observing;

/// <summary>How far timers and jobs are behind, as gauges. The database is asked now and then, not by whoever reads them.</summary>
internal sealed class LagMetrics : BackgroundService
{
    public const string Name = "Peninsula.Host";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new(Name);
    private readonly LagHealth _lag;
    private readonly ILogger<LagMetrics> _log;
    private Duration _timers;
    private Duration _jobs;

    public LagMetrics(LagHealth lag, ILogger<LagMetrics> log)
    {
        (_lag, _log) = (lag, log);
        _meter.CreateObservableGauge("peninsula.timers.behind", () => _timers.TotalSeconds, "s", "How long the timer waits that has been due longest");
        _meter.CreateObservableGauge("peninsula.jobs.behind", () => _jobs.TotalSeconds, "s", "How long the job waits that has waited longest");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                (_timers, _jobs) = (await _lag.TimersAsync(stoppingToken), await _lag.JobsAsync(stoppingToken));
            }
            catch (StoreException error)
            {
                _log.LogWarning("How far timers and jobs are behind could not be asked: {Reason}", error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
