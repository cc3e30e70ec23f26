using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Postgres;

/// <summary>How connections to PostgreSQL are made, and what their failures are called.</summary>
internal static class PostgresConnection
{
    // Two hosts and an administrator fit into a server's usual hundred connections.
    private const int ConnectionsOfAHost = 40;

    public static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 250, AutoPrepareMinUsages = 2, IncludeFailedBatchedCommand = true, Enlist = false };
        settings.ApplicationName ??= "peninsula";
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = ConnectionsOfAHost;
        }

        return settings;
    }

    /// <summary>Names a database without its secrets.</summary>
    public static string NameOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{settings.Database ?? settings.Username} on {settings.Host}:{settings.Port}";
    }

    // EF Core wraps what it holds to pass by itself.
    public static bool IsUnavailable(Exception error) => error is NpgsqlException or SocketException or TimeoutException or IOException
        || (error is InvalidOperationException or RetryLimitExceededException && error.InnerException is { } inner && IsUnavailable(inner));

    public static StoreException Unavailable(Exception error) => new($"The database did not do what was asked: {Reason(error)}", error);

    public static string Reason(Exception error) => error is InvalidOperationException or RetryLimitExceededException && error.InnerException is { } inner ? Reason(inner) : error.Message;
}
