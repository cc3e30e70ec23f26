using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Tests.Api;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>A worker of a pathway's job writes what the step declares as its outputs, and nothing else of the case.</summary>
public sealed class JobDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Pathway = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
          <bpmn:process id="register-looked-up" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look" />
            <bpmn:serviceTask id="look"><bpmn:extensionElements><zeebe:taskDefinition type="register-check" />
              <zeebe:ioMapping><zeebe:output source="= entry.name" target="registerEntry" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="hold" />
            <bpmn:userTask id="hold" name="Hold"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Fact]
    public async Task A_worker_writes_the_declared_outputs_of_a_pathway_s_step_alone()
    {
        var engine = host.Services.GetRequiredService<Engine>().Workflows;
        (await engine.DeployAsync([new DeploymentFile("register-looked-up.bpmn", Encoding.UTF8.GetBytes(Pathway))])).IsDeployed.Should().BeTrue();
        var started = await engine.StartAsync(new StartRequest { ProcessId = "register-looked-up", BusinessKey = "CSE-2026-000990", Variables = Engine.ToContext(new() { ["area"] = "torbay", ["riskLevel"] = "high" }) });
        using var worker = await host.ConnectAsync("torbay-partnership");
        var (_, taken) = await worker.PostAsync("/v2/jobs/activation", """{"type":"register-check","timeout":60000,"maxJobsToActivate":1,"requestTimeout":-1}""");
        var job = taken.GetProperty("jobs")[0].Text("jobKey");

        foreach (var (path, json) in new[]
        {
            ("completion", """{"variables":{"entry":{"name":"Harbour Lane 4"},"riskLevel":"low"}}"""),
            ("completion", """{"variables":{"area":"plymouth"}}"""),
            ("failure", """{"retries":2,"variables":{"riskLevel":"low"}}"""),
            ("error", """{"errorCode":"no","variables":{"riskLevel":"low"}}"""),
        })
        {
            var (status, problem) = await worker.PostAsync($"/v2/jobs/{job}/{path}", json);
            status.Should().Be(400);
            problem.Detail().Should().StartWith("Nothing was changed.").And.Contain("does not declare");
        }

        (await worker.PostAsync($"/v2/jobs/{job}/completion", """{"variables":{"entry":{"name":"Harbour Lane 4"}}}""")).Status.Should().Be(204);
        var state = (await engine.InspectAsync(started.InstanceKey))!;
        state.Variables["registerEntry"].Should().Be((Decisions.Feel.Values.FeelValue)"Harbour Lane 4");
        state.Variables["riskLevel"].Should().Be((Decisions.Feel.Values.FeelValue)"high");
    }
}
