using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Peninsula.Host.Tests.Features;

namespace Peninsula.Host.Tests.Observing;

/// <summary>What leaves the service beside its pages: logs, traces and metrics. They tell what happened, and never about whom.</summary>
public sealed class DiscretionTests
{
    private static readonly string[] Personal =
    [
        "Robin", "Testcase", "Pennywhistle", "01632 960 001", "Seen with Zebedee at the arcade", "Zebedee", "Mallowfield",
    ];

    [Fact]
    public async Task A_journey_full_of_names_leaves_none_in_any_log_trace_or_metric()
    {
        await using var collector = await Collector.StartAsync();
        using var log = new SpokenLog();
        await using var host = new HostFactory
        {
            Log = log,
            Settings = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
        };

        var (reference, lead) = await host.RaiseAsync("Seen with Zebedee at the arcade");
        lead.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mallowfield/1.0");
        await lead.Get($"/cases/{reference}");
        lead.Text.Should().Contain("Robin Testcase", "the page itself tells");
        await lead.Get($"/cases/{reference}?child=Zebedee");

        // Three days go by: timers fire, tasks are late and climb, notices are delivered.
        await host.MoveTo(Instant.FromUtc(2026, 11, 26, 9, 0));
        host.Services.GetRequiredService<TracerProvider>().ForceFlush().Should().BeTrue();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush().Should().BeTrue();

        var sent = collector.Received;
        sent.Should().Contain("peninsula.command").And.Contain("StartInstance").And.Contain("peninsula.timer.lag").And.Contain("peninsula.escalations")
            .And.Contain("peninsula.store.group.size").And.Contain("http.route");
        log.All.Should().Contain("Peninsula");
        foreach (var word in Personal)
        {
            sent.Contains(word, StringComparison.OrdinalIgnoreCase).Should().BeFalse("no trace or metric carries \"{0}\"", word);
            log.All.Split('\n').Where(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)).Should().BeEmpty("no log line carries \"{0}\"", word);
        }
    }
}
