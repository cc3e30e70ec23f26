using Npgsql;

namespace Peninsula.Persistence.Postgres;

/// <summary>An advisory lock of PostgreSQL: one host at a time does what it stands for. The server releases it when the connection ends, however it ends.</summary>
internal static class AdvisoryLock
{
    public static NpgsqlConnection Take(string connectionString, string what)
    {
        // Not from the pool: there the lock would be held until somebody needs the connection.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            using var command = new NpgsqlCommand("SELECT pg_advisory_lock(hashtext($1))", connection) { Parameters = { new() { Value = $"peninsula:{what}" } } };
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
