using Npgsql;

namespace Peninsula.Persistence.Postgres;

/// <summary>Lets one host at a time do something with a database. The server gives the turn back when the connection ends, however it ends.</summary>
internal static class PostgresTurn
{
    public static NpgsqlConnection Take(string connectionString, string what)
    {
        // Not from the pool: there the turn would be held until somebody needs the connection.
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
