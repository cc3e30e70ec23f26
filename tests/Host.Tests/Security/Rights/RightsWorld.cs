using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Tests.Security.Rights;

/// <summary>
/// What the matrix asks about: a case in Torbay and one in Plymouth, on which social care, the police and health are, each with
/// an open task of every item class that social care owes and a late
/// one that has climbed, a draft of a pathway, a notice, and a concern that is being written. All of it fictional.
/// </summary>
internal sealed class RightsWorld(HostFactory host)
{
    /// <summary>Values for the parameters of routes, by what is asked about.</summary>
    public async Task<IReadOnlyList<RightsSubject>> BuildAsync()
    {
        var engine = host.Services.GetRequiredService<Engine>().Workflows;
        await using var scope = host.Services.CreateAsyncScope();
        var classes = scope.ServiceProvider.GetRequiredService<Vocabulary>().ItemClasses.All.Select(item => item.Key).ToList();
        var deployed = await engine.DeployAsync([new DeploymentFile("every-class.bpmn", Encoding.UTF8.GetBytes(Pathway(classes)))]);
        deployed.IsDeployed.Should().BeTrue(string.Join(' ', deployed.Problems));
        var subjects = new List<RightsSubject>();
        foreach (var (area, reference, raisedBy) in new[] { ("torbay", "CSE-2026-000901", "torbay-school-lead"), ("plymouth", "CSE-2026-000902", "plymouth-school-lead") })
        {
            var started = await engine.StartAsync(new StartRequest
            {
                ProcessId = "every-class",
                BusinessKey = reference,
                Variables = Engine.ToContext(new() { ["area"] = area, ["childName"] = "Robin Testcase", ["concernReceivedAt"] = "2026-11-23T09:00:00Z" }),
                By = raisedBy,
            });
            started.IsAccepted.Should().BeTrue(started.Message);
        }

        await host.MoveTo(host.Clock.GetCurrentInstant() + Duration.FromDays(40));
        var db = scope.ServiceProvider.GetRequiredService<PeninsulaDbContext>();
        foreach (var record in await db.Cases.AsNoTracking().Where(row => row.ProcessId == "every-class").OrderBy(row => row.InstanceKey).ToListAsync())
        {
            var values = new Dictionary<string, string> { ["reference"] = record.Reference, ["instanceKey"] = Key(record.InstanceKey), ["definitionKey"] = Key((await engine.InspectAsync(record.InstanceKey))!.DefinitionKey) };
            subjects.Add(new RightsSubject("cases", record.Area!, "", values));
            var tasks = await db.Tasks.AsNoTracking().Where(task => task.InstanceKey == record.InstanceKey).OrderBy(task => task.ElementId).ToListAsync();
            foreach (var task in tasks)
            {
                subjects.Add(new RightsSubject("tasks", record.Area!, task.ElementId, new Dictionary<string, string> { ["key"] = Key(task.Key) }));
            }

            var shared = tasks.Single(task => task.ElementId == "shared-core");
            foreach (var level in new[] { "service-manager", "macse-chair", "board-chair" })
            {
                var late = await db.Escalations.AsNoTracking().FirstAsync(row => row.TaskKey == shared.Key && row.Level == level);
                subjects.Add(new RightsSubject("escalations", record.Area!, level, new Dictionary<string, string> { ["key"] = Key(late.Key) }));
            }
        }

        return subjects;
    }

    private static string Key(long key) => key.ToString(CultureInfo.InvariantCulture);

    private static string Pathway(IReadOnlyList<string> classes) =>
        $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:peninsula="https://peninsula.example/bpmn/1.0" id="every-class-file" targetNamespace="https://peninsula.example/test">
          <bpmn:process id="every-class" name="A task of every class" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:parallelGateway id="all" />
            <bpmn:sequenceFlow id="to-all" sourceRef="start" targetRef="all" />
            {string.Concat(new[] { ("police", "police.mash"), ("health", "health.safeguarding") }.Select(member => $"""
            <bpmn:userTask id="{member.Item1}-is-a-member" name="{member.Item1}" peninsula:agency="{member.Item2}" peninsula:disclosure="shared-core"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="to-{member.Item1}" sourceRef="all" targetRef="{member.Item1}-is-a-member" />
            """))}
            {string.Concat(classes.Select(key => $"""
            <bpmn:userTask id="{key}" name="{key}" peninsula:agency="social-care.mash" peninsula:deadline="referral-decision" peninsula:ladder="overdue" peninsula:disclosure="{key}">
              <bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="to-{key}" sourceRef="all" targetRef="{key}" />
            """))}
          </bpmn:process>
        </bpmn:definitions>
        """;
}

/// <summary>Something that a route is asked about.</summary>
/// <param name="Kind">Which routes it belongs to: the first part of their address.</param>
/// <param name="Area">Where it is.</param>
/// <param name="What">Its item class or step; empty where there is but one.</param>
/// <param name="Values">What stands for the route's parameters.</param>
internal sealed record RightsSubject(string Kind, string Area, string What, IReadOnlyDictionary<string, string> Values);
