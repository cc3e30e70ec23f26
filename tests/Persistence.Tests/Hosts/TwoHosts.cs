using System.Text;
using NodaTime.Testing;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Setup;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Persistence.Tests.Hosts;

/// <summary>Two engines in one process, each with its own connections and caches, on one PostgreSQL database and one clock.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private TwoHosts(TemporaryPostgres database, PeninsulaDatabase one, PeninsulaDatabase two, FakeClock clock) =>
        (Database, OneStore, TwoStore, Clock) = (database, one, two, clock);

    public TemporaryPostgres Database { get; }

    public FakeClock Clock { get; }

    public PeninsulaDatabase OneStore { get; }

    public PeninsulaDatabase TwoStore { get; }

    public WorkflowEngine One { get; private set; } = null!;

    public WorkflowEngine Two { get; private set; } = null!;

    public static async Task<TwoHosts> OpenAsync()
    {
        var database = TemporaryPostgres.Migrated();
        var hosts = new TwoHosts(database, PeninsulaDatabase.Open(database.ConnectionString, TestDomain.Instance), PeninsulaDatabase.Open(database.ConnectionString, TestDomain.Instance), new FakeClock(Scene.Start));
        hosts.One = await WorkflowEngine.OpenAsync(new EngineSetup { Store = hosts.OneStore.Store, Clock = hosts.Clock });
        hosts.Two = await WorkflowEngine.OpenAsync(new EngineSetup { Store = hosts.TwoStore.Store, Clock = hosts.Clock });
        return hosts;
    }

    public static DeploymentFile File(string id, string content) => new($"{id}.bpmn", Encoding.UTF8.GetBytes($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
          <message id="reply" name="reply"><extensionElements><zeebe:subscription correlationKey="=reference"/></extensionElements></message>
          <message id="raised" name="raised"/>
          <signal id="alarm" name="alarm"/>
          <process id="{id}" isExecutable="true">{content}</process>
        </definitions>
        """));

    public static async Task<long> StartAsync(WorkflowEngine engine, string id, params (string Name, FeelValue Value)[] variables)
    {
        var result = await engine.StartAsync(new StartRequest { ProcessId = id, Variables = FeelContext.Of(variables) });
        result.Message.Should().BeNull();
        return result.InstanceKey;
    }

    public static async Task<CommandResult> CompleteAsync(WorkflowEngine engine, long instance)
    {
        var task = (await engine.InspectAsync(instance))!.Tasks[0];
        return await engine.ExecuteAsync(instance, new CompleteTask(task.Key, FeelContext.Empty));
    }

    public async ValueTask DisposeAsync()
    {
        One.Dispose();
        Two.Dispose();
        await Task.Run(OneStore.Dispose);
        await Task.Run(TwoStore.Dispose);
        Database.Dispose();
    }
}
