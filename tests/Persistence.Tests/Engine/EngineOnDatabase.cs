using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Persistence.Tests.Engine;

/// <summary>An engine on a database, on a clock that the test moves, that can be shut down and started again.</summary>
internal sealed class EngineOnDatabase(TemporaryDatabase database) : IDisposable
{
    private WorkflowEngine? _engine;

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    public WorkflowEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not started.");

    public static DeploymentFile File(string id, string content) => new($"{id}.bpmn", Encoding.UTF8.GetBytes($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
          {content}
        </definitions>
        """));

    public async Task StartAsync(params DeploymentFile[] files)
    {
        _engine = await WorkflowEngine.OpenAsync(new EngineSetup { Store = database.Open.Store, Clock = Clock, Log = NullLogger.Instance });
        (await _engine.DeployAsync(files)).Problems.Should().BeEmpty();
    }

    public async Task RestartAsync()
    {
        Dispose();
        database.Restart();
        await StartAsync();
    }

    public async Task<long> BeginAsync(string processId, params (string Name, FeelValue Value)[] variables)
    {
        var result = await Engine.StartAsync(new StartRequest { ProcessId = processId, BusinessKey = "CSE-2026-000001", Variables = FeelContext.Of(variables), By = "amira" });
        result.Message.Should().BeNull();
        return result.InstanceKey;
    }

    public async Task<InstanceStatus> StatusAsync(long instanceKey) => (await Engine.InspectAsync(instanceKey))!.Status;

    public void Dispose()
    {
        _engine?.Dispose();
        _engine = null;
    }
}
