using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Testing;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Observing;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Host.Tests.Observing;

/// <summary>What a load balancer and a monitor hear, without signing in.</summary>
public sealed class HealthTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public async Task A_host_that_is_well_is_live_and_ready()
    {
        await using var host = new HostFactory();

        (await host.Browser().Get("/health/live")).Status.Should().Be(HttpStatusCode.OK);
        var ready = await host.Browser().Get("/health/ready");

        ready.Status.Should().Be(HttpStatusCode.OK);
        using var report = JsonDocument.Parse(ready.Html);
        report.RootElement.GetProperty("status").GetString().Should().Be("Healthy");
        report.RootElement.GetProperty("checks").EnumerateObject().Select(check => check.Name).Should().BeEquivalentTo("database", "timers", "jobs", "keys");
    }

    [Theory]
    [InlineData(-60, HealthStatus.Healthy, 0)]
    [InlineData(30, HealthStatus.Healthy, 30)]
    [InlineData(600, HealthStatus.Degraded, 600)]
    public async Task What_waits_too_long_is_told_with_its_lag_and_takes_nobody_out_of_service(int secondsLate, HealthStatus status, double told)
    {
        var store = Stub.Of(() => Task.FromResult<Instant?>(Now - Duration.FromSeconds(secondsLate)));
        var lag = new LagHealth(new Engine(), store, [new Notify()], new FakeClock(Now), Options.Create(new HealthOptions { JobLag = TimeSpan.FromMinutes(1) }));

        foreach (var check in new IHealthCheck[] { new TimerHealth(lag), new JobHealth(lag) })
        {
            var result = await check.CheckHealthAsync(new HealthCheckContext());
            result.Status.Should().Be(status);
            result.Data["lagSeconds"].Should().Be(told);
        }
    }

    [Fact]
    public async Task A_database_that_does_not_answer_makes_a_host_useless()
    {
        var store = Stub.Of(() => throw new StoreException("gone"));

        using var health = new DatabaseHealth(store, () => Task.CompletedTask, Options.Create(new HealthOptions()));
        var result = await health.CheckHealthAsync(new HealthCheckContext());

        result.Status.Should().Be(HealthStatus.Unhealthy, "the address then answers 503");
    }

    [Fact]
    public async Task A_database_that_hangs_makes_a_host_useless_too()
    {
        var store = Stub.Of(() => new TaskCompletionSource<Instant?>().Task);

        using var health = new DatabaseHealth(store, () => Task.CompletedTask, Options.Create(new HealthOptions { DatabaseAnswer = TimeSpan.FromMilliseconds(50) }));
        var result = await health.CheckHealthAsync(new HealthCheckContext());

        result.Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_database_that_answers_and_takes_no_write_makes_a_host_useless_too()
    {
        var store = Stub.Of(() => Task.FromResult<Instant?>(null));
        var full = true;
        var tries = 0;
        using var health = new DatabaseHealth(store, () => ++tries > 0 && full ? throw new StoreException("full") : Task.CompletedTask, Options.Create(new HealthOptions { WriteEvery = TimeSpan.FromHours(1) }));

        (await health.CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Unhealthy);
        full = false;
        (await health.CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
        (await health.CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
        tries.Should().Be(2, "anybody may ask, and a question is no write");
    }

    private sealed class Notify : IJobHandler
    {
        public string Type => "notify";

        public Task<JobOutcome> RunAsync(WaitingJob job, CancellationToken cancel) => throw new NotSupportedException();
    }

    /// <summary>A store that is asked for nothing but what is next.</summary>
    public class Stub : DispatchProxy
    {
        private Func<Task<Instant?>> _next = () => Task.FromResult<Instant?>(null);

        internal static IWorkflowStore Of(Func<Task<Instant?>> next)
        {
            var store = Create<IWorkflowStore, Stub>();
            ((Stub)(object)store)._next = next;
            return store;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => new ValueTask<Instant?>(_next());
    }
}
