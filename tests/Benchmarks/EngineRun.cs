using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using NodaTime;
using Peninsula.Activities.Assignment;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Benchmarks;

/// <summary>One run of the engine on a fresh SQLite file.</summary>
internal sealed class EngineRun
{
    private const int CommandsPerInstance = 3;

    private static readonly DeploymentFile Pathway = new("benchmark.bpmn", Encoding.UTF8.GetBytes("""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/benchmarks">
          <process id="benchmark" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="triage"/>
            <userTask id="triage" name="Triage the concern"><extensionElements><zeebe:assignmentDefinition candidateGroups="torbay-social-care-mash"/></extensionElements></userTask>
            <sequenceFlow id="f2" sourceRef="triage" targetRef="decide"/>
            <userTask id="decide" name="Decide on the referral"><extensionElements><zeebe:assignmentDefinition candidateGroups="torbay-social-care-mash"/></extensionElements></userTask>
            <sequenceFlow id="f3" sourceRef="decide" targetRef="end"/><endEvent id="end"/>
          </process>
        </definitions>
        """));

    private static readonly FeelContext Concern = FeelContext.Of(("area", "torbay"), ("riskLevel", "high"), ("childName", "Robin Example"), ("childAge", 14));

    private readonly double[] _latencies;

    private EngineRun(double[] latencies) => _latencies = latencies;

    public required int Commands { get; init; }

    public required double CommandsPerSecond { get; init; }

    public required double CommandsPerGroup { get; init; }

    public required double RowsPerCommand { get; init; }

    public required double BytesPerCommand { get; init; }

    public required double DiskBytesPerInstance { get; init; }

    public static async Task<EngineRun> RunAsync(string folder, int clients, int instances)
    {
        using var file = new BenchmarkFile(folder);
        using var database = PeninsulaDatabase.Open(file.ConnectionString, new SafeguardingProjection());
        using var engine = await WorkflowEngine.OpenAsync(new EngineSetup { Store = database.Store, Clock = SystemClock.Instance });
        await engine.DeployAsync([Pathway]);
        var (stateBytes, latencies) = (0L, new ConcurrentBag<double>());
        engine.Committed += commit => Interlocked.Add(ref stateBytes, commit.State.Length + HistoryChain.HashLength);
        var (groups, writes) = database.Committed;
        var (rows, size) = (await database.RowsChangedAsync(), file.Size);

        var left = instances;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await WorkAsync(engine, latencies);
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;

        var commands = instances * CommandsPerInstance;
        var (groupsAfter, writesAfter) = database.Committed;
        return new EngineRun([.. latencies.Order()])
        {
            Commands = commands,
            CommandsPerSecond = commands / seconds,
            CommandsPerGroup = (double)(writesAfter - writes) / (groupsAfter - groups),
            RowsPerCommand = (double)(await database.RowsChangedAsync() - rows) / commands,
            BytesPerCommand = (double)(stateBytes + file.Bytes("history") + file.Bytes("user_tasks") + file.Bytes("cases")) / commands,
            DiskBytesPerInstance = (double)(file.Size - size) / instances,
        };
    }

    public double Milliseconds(double quantile) => _latencies[(int)((_latencies.Length - 1) * quantile)];

    private static async Task WorkAsync(WorkflowEngine engine, ConcurrentBag<double> latencies)
    {
        var result = await TimedAsync(() => engine.StartAsync(new StartRequest { ProcessId = "benchmark", BusinessKey = "CSE-2026-000001", Variables = Concern, By = "amira" }), latencies);
        for (var step = 1; step < CommandsPerInstance; step++)
        {
            var task = result.Events.OfType<TaskCreated>().Single().TaskKey;
            result = await TimedAsync(() => engine.ExecuteAsync(result.InstanceKey, new CompleteTask(task, FeelContext.Of(("outcome", "strategy discussion"))) { By = "amira" }), latencies);
        }
    }

    private static async Task<CommandResult> TimedAsync(Func<Task<CommandResult>> command, ConcurrentBag<double> latencies)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await command();
        latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return result.IsAccepted ? result : throw new InvalidOperationException(result.Message);
    }
}

/// <summary>A database file of its own, removed at the end.</summary>
internal sealed class BenchmarkFile(string folder) : IDisposable
{
    private readonly string _name = Path.Combine(folder, $"benchmark-{Guid.NewGuid():N}.db");

    public string ConnectionString => $"Data Source={_name};Pooling=False";

    /// <summary>Bytes of pages in use, wherever they are at the moment.</summary>
    public long Size => Ask("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");

    /// <summary>Bytes of all values of a table.</summary>
    public long Bytes(string table)
    {
        using var connection = Open();
        using var columns = connection.CreateCommand();
        columns.CommandText = $"SELECT group_concat('coalesce(length(CAST(\"' || name || '\" AS BLOB)), 0)', ' + ') FROM pragma_table_info('{table}')";
        return Ask($"SELECT coalesce(sum({columns.ExecuteScalar()}), 0) FROM {table}");
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_name)!, Path.GetFileName(_name) + "*"))
        {
            File.Delete(file);
        }
    }

    private long Ask(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
