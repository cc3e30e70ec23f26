using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Observing;

/// <summary>Sends traces and metrics to an OpenTelemetry collector, where one is named; collects nothing otherwise.</summary>
internal static class TelemetryServices
{
    /// <summary>The variable of the OpenTelemetry specification; its companions (headers, protocol, sampling) work too.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // What a browser tells of its user, and what a page's address may tell of a case.
    private static readonly string[] Private = ["user_agent.original", "url.query", "url.path", "client.address", "network.peer.address"];

    internal static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LagMetrics>();
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("peninsula", serviceInstanceId: Environment.MachineName))
            .WithTracing(tracing => tracing
                .AddSource(EngineTelemetry.Name)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !context.Request.Path.StartsWithSegments("/health"))
                .AddProcessor(new Discretion()))
            .WithMetrics(metrics => metrics
                .AddMeter(EngineTelemetry.Name, StoreTelemetry.Name, LagMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .UseOtlpExporter();
        services.AddHostedService(provider => provider.GetRequiredService<LagMetrics>());
        return services;
    }

    /// <summary>Drops what a span should not carry to another system: the route says which page it was.</summary>
    internal sealed class Discretion : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var name in Private)
            {
                data.SetTag(name, null);
            }
        }
    }
}
