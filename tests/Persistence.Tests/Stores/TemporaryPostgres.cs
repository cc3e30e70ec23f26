using Npgsql;
using Peninsula.Persistence.Setup;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>A database on the server that <c>tests/postgres run</c> started, copied from one that was migrated once.</summary>
public sealed class TemporaryPostgres : TemporaryDatabase
{
    private const string Variable = "PENINSULA_TEST_POSTGRES";
    private static readonly Lazy<string> Template = new(MakeTemplate);

    private readonly string _name = NewName();
    private readonly string _server;

    private TemporaryPostgres(string server, string? template)
    {
        _server = server;
        Do(At(server, "postgres"), template is null ? $"CREATE DATABASE {_name}" : $"CREATE DATABASE {_name} TEMPLATE {template}");
    }

    public override string ConnectionString => At(_server, _name);

    private static string Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException($"{Variable} names no PostgreSQL server. Run ./test, or: tests/postgres run dotnet test tests/Persistence.Tests");

    public static TemporaryPostgres Migrated() => new(Server, Template.Value);

    public static TemporaryPostgres Empty() => new(Server, null);

    /// <summary>An empty database on another server.</summary>
    public static TemporaryPostgres On(string server) => new(server, null);

    public override void Tamper(string sql) => Do(ConnectionString, sql);

    public override IDisposable HoldWrites()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = new NpgsqlCommand("BEGIN; LOCK TABLE instances IN EXCLUSIVE MODE", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    public override void UnguardHistory() => Tamper("DROP TRIGGER history_is_never_changed ON history");

    public override void UnguardReads() => Tamper("DROP TRIGGER reads_are_never_changed ON reads_audit");

    protected override void Remove() => Do(At(_server, "postgres"), $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private static string NewName() => $"test_{Guid.NewGuid():N}";

    private static string At(string server, string database) => $"{server};Database={database}";

    private static string MakeTemplate()
    {
        var template = NewName();
        DatabaseSetup.Migrate(At(Server, template));

        // Nobody may be connected to a database while it is copied.
        NpgsqlConnection.ClearAllPools();
        return template;
    }

    private static void Do(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
