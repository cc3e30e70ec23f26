using System.Data.Common;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>The databases that the store knows.</summary>
internal enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Tells from a connection string which database it is for.</summary>
internal static class DatabaseKinds
{
    public static DatabaseKind Of(string connectionString)
    {
        var keys = Keys(connectionString);
        return keys.Contains("host") || keys.Contains("server") ? DatabaseKind.Postgres
            : keys.Contains("data source") || keys.Contains("datasource") || keys.Contains("filename") ? DatabaseKind.Sqlite
            : throw Unusable("it names neither a SQLite file nor a PostgreSQL server");
    }

    private static HashSet<string> Keys(string connectionString)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connectionString }.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            throw Unusable("it is not made of name=value pairs");
        }
    }

    // What was given is not repeated: it may hold a password.
    private static StoreException Unusable(string why) => new(
        $"The connection string cannot be used: {why}. Write \"Data Source=FILE\" for SQLite, or \"Host=SERVER;Database=NAME;Username=USER;Password=...\" for PostgreSQL.");
}
