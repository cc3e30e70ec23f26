using Npgsql;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Tests.Engine;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Persistence.Tests.Hosts;

/// <summary>No command's transaction touches two cases: what lets a distributed database keep each case in one place.</summary>
public sealed class OneCaseTests : IDisposable
{
    // Every table that a command writes, and which of its columns has the instance.
    private static readonly (string Table, string Instance)[] CommandPath =
    [
        ("instances", "key"), ("history", "instance_key"), ("cases", "instance_key"), ("user_tasks", "instance_key"), ("task_candidates", "instance_key"),
        ("timers", "instance_key"), ("subscriptions", "instance_key"), ("jobs", "instance_key"), ("incidents", "instance_key"), ("escalations", "instance_key"),
        ("outbox", "from_instance"), ("deliveries", "instance_key"), ("starts", "instance_key"), ("notices", "instance_key"), ("batch_items", "instance_key"),
    ];

    private static readonly DeploymentFile Sender = EngineOnDatabase.File("sender", """
        <message id="reply" name="reply"><extensionElements><zeebe:subscription correlationKey="= caseReference"/></extensionElements></message><signal id="gone" name="gone"/>
        <process id="sender" isExecutable="true">
          <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="send"/>
          <intermediateThrowEvent id="send"><messageEventDefinition messageRef="reply"/></intermediateThrowEvent>
          <sequenceFlow id="f2" sourceRef="send" targetRef="tell"/>
          <intermediateThrowEvent id="tell"><signalEventDefinition signalRef="gone"/></intermediateThrowEvent>
          <sequenceFlow id="f3" sourceRef="tell" targetRef="end"/><endEvent id="end"/>
        </process>
        """);

    private static readonly DeploymentFile Listener = EngineOnDatabase.File("listener", """
        <signal id="gone" name="gone"/>
        <process id="listener" isExecutable="true">
          <startEvent id="start"><signalEventDefinition signalRef="gone"/></startEvent><sequenceFlow id="f1" sourceRef="start" targetRef="note"/>
          <userTask id="note"/><sequenceFlow id="f2" sourceRef="note" targetRef="end"/><endEvent id="end"/>
        </process>
        """);

    private readonly TemporaryPostgres _database = TemporaryPostgres.Migrated();

    [Fact]
    public async Task Each_transaction_of_a_command_touches_one_case()
    {
        using var host = new EngineOnDatabase(_database);
        await host.StartAsync(KeptPathways.File, Sender, Listener);
        Watch();

        foreach (var reference in new[] { "CSE-2026-000001", "CSE-2026-000002" })
        {
            await host.BeginAsync(KeptPathways.Id, ("riskLevel", "high"), ("caseReference", reference), ("agencies", FeelValue.List(["police", "health"])));
            await host.BeginAsync("sender", ("caseReference", reference));
        }

        await host.Engine.PumpAsync();
        foreach (var job in await host.Engine.TakeJobsAsync(["tell"], "worker", NodaTime.Duration.FromHours(1), 10))
        {
            await host.Engine.ExecuteAsync(job.InstanceKey, new CompleteJob(job.JobKey, FeelContext.Empty));
        }

        host.Clock.AdvanceDays(91);
        await host.Engine.PumpAsync();
        foreach (var (instance, task) in Tasks())
        {
            await host.Engine.ExecuteAsync(instance, new CompleteTask(task, FeelContext.Empty));
        }

        Count("SELECT count(DISTINCT tx) FROM touched WHERE what = 'history'").Should().BeGreaterThan(20, "something was done");
        foreach (var (table, _) in CommandPath.Where(pair => pair.Table is not ("incidents" or "escalations" or "starts" or "notices" or "batch_items")))
        {
            Count($"SELECT count(*) FROM touched WHERE what = '{table}'").Should().BePositive($"{table} is written");
        }

        Count("SELECT count(*) FROM (SELECT tx FROM touched GROUP BY tx HAVING bool_or(what = 'history') AND count(DISTINCT instance) > 1) AS several").Should().Be(0);
    }

    [Fact]
    public void Every_table_with_an_instance_is_watched_or_off_the_command_path()
    {
        using var context = _database.Context();
        var tables = context.Model.GetEntityTypes().Where(entity => entity.FindProperty("InstanceKey") is not null).Select(entity => entity.GetAnnotation("Relational:TableName").Value!.ToString()!);

        tables.Except(CommandPath.Select(pair => pair.Table)).Should().BeSubsetOf(["reads", "drafts", "case_openings", "named_people"]);
    }

    public void Dispose() => _database.Dispose();

    private void Watch()
    {
        _database.Tamper(
            """
            CREATE TABLE touched (tx bigint, what text, instance bigint);
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE instance bigint;
            BEGIN
                EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO instance USING coalesce(NEW, OLD);
                INSERT INTO touched VALUES (txid_current(), TG_TABLE_NAME, instance);
                RETURN NULL;
            END $$;
            """);
        foreach (var (table, instance) in CommandPath)
        {
            _database.Tamper($"CREATE TRIGGER touch_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION touch('{instance}')");
        }
    }

    private List<(long Instance, long Task)> Tasks()
    {
        using var context = _database.Context();
        return [.. context.Tasks.Where(task => task.State == TaskState.Open).OrderBy(task => task.Key).AsEnumerable().Select(task => (task.InstanceKey, task.Key))];
    }

    private long Count(string sql)
    {
        using var connection = new NpgsqlConnection(_database.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
