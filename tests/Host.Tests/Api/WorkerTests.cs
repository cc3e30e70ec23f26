using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Peninsula.Host.Tests.Api;

/// <summary>Workers outside the host: each job goes to one of them at a time, and none is lost.</summary>
public sealed class WorkerTests(ITestOutputHelper output)
{
    // PENINSULA_API_JOBS=10000 for the long form.
    private static readonly int Jobs = int.Parse(Environment.GetEnvironmentVariable("PENINSULA_API_JOBS") ?? "300", CultureInfo.InvariantCulture);

    private const int Workers = 50;

    private const string Pathway = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
          <bpmn:process id="worked" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
            <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="worked" /></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
            <bpmn:endEvent id="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Fact]
    public async Task Fifty_workers_lose_no_job_and_none_has_the_job_of_another()
    {
        await using var host = new ApiHost();
        using var client = await host.ConnectAsync();
        (await client.DeployAsync(("worked.bpmn", Pathway))).Status.Should().Be(200);
        var taken = new ConcurrentDictionary<string, int>();
        var done = 0;
        using var finished = new CancellationTokenSource();
        var workers = Enumerable.Range(0, Workers).Select(_ => WorkAsync()).ToList();

        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Jobs), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
            (await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"worked"}""")).Status.Should().Be(200));
        await Task.WhenAll(workers);
        output.WriteLine($"{Jobs} jobs by {Workers} workers: {Jobs / Stopwatch.GetElapsedTime(started).TotalSeconds:0} a second, starting included");

        taken.Should().HaveCount(Jobs).And.OnlyContain(job => job.Value == 1);
        (await client.PostAsync("/v2/jobs/search", """{"filter":{"state":"CREATED"}}""")).Body.GetProperty("items").GetArrayLength().Should().Be(0);

        async Task WorkAsync()
        {
            while (!finished.IsCancellationRequested)
            {
                var (_, answer) = await client.PostAsync("/v2/jobs/activation", """{"type":"worked","timeout":60000,"maxJobsToActivate":8,"requestTimeout":1000}""");
                foreach (var job in answer.GetProperty("jobs").EnumerateArray())
                {
                    var key = job.Text("jobKey");
                    taken.AddOrUpdate(key, 1, (_, times) => times + 1);
                    (await client.PostAsync($"/v2/jobs/{key}/completion")).Status.Should().Be(204);
                    if (Interlocked.Increment(ref done) == Jobs)
                    {
                        await finished.CancelAsync();
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_job_whose_worker_dies_is_handed_on_after_its_time()
    {
        await using var host = new ApiHost();
        using var client = await host.ConnectAsync();
        await client.DeployAsync(("worked.bpmn", Pathway));
        await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"worked"}""");
        var (_, first) = await client.PostAsync("/v2/jobs/activation", """{"type":"worked","timeout":300,"maxJobsToActivate":1}""");

        // The first worker says no more; the second waits until the job's time is over.
        var (_, second) = await client.PostAsync("/v2/jobs/activation", """{"type":"worked","timeout":60000,"maxJobsToActivate":1,"requestTimeout":20000}""");

        var job = second.GetProperty("jobs")[0];
        job.Text("jobKey").Should().Be(first.GetProperty("jobs")[0].Text("jobKey"));
        (await client.PostAsync($"/v2/jobs/{job.Text("jobKey")}/completion")).Status.Should().Be(204);
    }

    [Fact]
    public async Task Another_agencys_worker_gets_no_job_and_sees_no_instance()
    {
        await using var host = new ApiHost();
        using var client = await host.ConnectAsync();
        using var other = await host.ConnectAsync("plymouth-police");
        await client.DeployAsync(("worked.bpmn", Pathway));
        var (_, instance) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"worked"}""");
        var key = instance.Text("processInstanceKey");

        var (_, taken) = await other.PostAsync("/v2/jobs/activation", """{"type":"worked","timeout":60000,"maxJobsToActivate":1,"requestTimeout":-1}""");

        taken.GetProperty("jobs").GetArrayLength().Should().Be(0);
        (await other.ReadAsync($"/v2/process-instances/{key}")).Status.Should().Be(404);
        (await other.PostAsync($"/v2/process-instances/{key}/cancellation")).Status.Should().Be(404);
        (await other.PostAsync("/v2/element-instances/search")).Body.GetProperty("items").GetArrayLength().Should().Be(0);
        (await other.DeployAsync(("worked.bpmn", Pathway))).Status.Should().Be(403);
    }
}
