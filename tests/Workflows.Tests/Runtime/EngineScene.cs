using NodaTime;
using NodaTime.Testing;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Tests.Runtime;

/// <summary>An engine in memory on a clock that the test moves.</summary>
internal sealed class EngineScene
{
    private EngineScene(WorkflowEngine engine, InMemoryWorkflowStore store, FakeClock clock) => (Engine, Store, Clock) = (engine, store, clock);

    public WorkflowEngine Engine { get; }

    public InMemoryWorkflowStore Store { get; }

    public FakeClock Clock { get; }

    public static Task<EngineScene> WithAsync(params DeploymentFile[] files) => WithAsync(new OpenMessagePolicy(), files);

    public static Task<EngineScene> WithAsync(DateTimeZone zone, params DeploymentFile[] files) => WithAsync(setup => setup with { Zone = zone }, files);

    public static Task<EngineScene> WithAsync(IMessagePolicy messages, params DeploymentFile[] files) => WithAsync(setup => setup with { Messages = messages }, files);

    private static async Task<EngineScene> WithAsync(Func<EngineSetup, EngineSetup> change, DeploymentFile[] files)
    {
        var (store, clock) = (new InMemoryWorkflowStore(), new FakeClock(Instant.FromUtc(2026, 3, 2, 9, 0)));
        var engine = await WorkflowEngine.OpenAsync(change(new EngineSetup { Store = store, Clock = clock }));
        (await engine.DeployAsync(files)).Problems.Should().BeEmpty();
        return new EngineScene(engine, store, clock);
    }

    public async Task<long> StartAsync(string processId, params (string Name, FeelValue Value)[] variables)
    {
        var result = await Engine.StartAsync(new StartRequest { ProcessId = processId, Variables = FeelContext.Of(variables) });
        result.Message.Should().BeNull();
        return result.InstanceKey;
    }

    public async Task<string[]> OpenTasksAsync(long instanceKey) => [.. (await Engine.InspectAsync(instanceKey))!.Tasks.Select(task => task.ElementId)];

    public async Task<CommandResult> CompleteAsync(long instanceKey, string elementId)
    {
        var task = (await Engine.InspectAsync(instanceKey))!.Tasks.First(task => task.ElementId == elementId);
        return await Engine.ExecuteAsync(new CompleteTask(task.Key, FeelContext.Empty) { By = "amira" });
    }

    public Task<int> AdvanceAsync(Duration time)
    {
        Clock.Advance(time);
        return Engine.PumpAsync();
    }
}
