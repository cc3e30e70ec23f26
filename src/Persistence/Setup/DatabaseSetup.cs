using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Peninsula.Persistence.Files;
using Peninsula.Persistence.Postgres;
using Peninsula.Persistence.Sqlite;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Setup;

/// <summary>Brings a database to this version's schema.</summary>
public static class DatabaseSetup
{
    /// <summary>Creates the database if there is none, and applies the migrations that it lacks. Of several hosts that start together one does it and the others wait.</summary>
    /// <exception cref="NewerDatabaseException">A newer version of this software has written it.</exception>
    /// <exception cref="UnreleasedDatabaseException">A version before the first schema that is kept has written it.</exception>
    /// <exception cref="StoreException">It cannot be opened, or is no database.</exception>
    public static void Migrate(string connectionString)
    {
        using var context = new PeninsulaContexts(connectionString).CreateDbContext();
        var name = context is PostgresDbContext ? PostgresConnection.NameOf(connectionString) : context.Database.GetDbConnection().DataSource;
        try
        {
            if (context is PostgresDbContext)
            {
                CreateIfMissing(context);
                using var alone = AdvisoryLock.Take(connectionString, "migrate");
                Migrate(context, name);
            }
            else
            {
                MigrateFile(context, name);
            }
        }
        catch (Exception error) when (error is SqliteException or UnauthorizedAccessException || PostgresConnection.IsUnavailable(error))
        {
            throw new StoreException($"The database {name} cannot be used: {PostgresConnection.Reason(error)}", error);
        }
    }

    /// <summary>Looks that there is a database of exactly this version's schema, and changes nothing.</summary>
    /// <exception cref="NewerDatabaseException">A newer version of this software has written it.</exception>
    /// <exception cref="UnreleasedDatabaseException">A version before the first schema that is kept has written it.</exception>
    /// <exception cref="StoreException">There is none, an older version has written it, or it cannot be opened.</exception>
    public static void RequireCurrent(string connectionString)
    {
        using var context = new PeninsulaContexts(connectionString).CreateDbContext();
        var name = context is PostgresDbContext ? PostgresConnection.NameOf(connectionString) : context.Database.GetDbConnection().DataSource;
        try
        {
            if (!context.Database.GetService<IRelationalDatabaseCreator>().Exists())
            {
                throw new StoreException($"There is no database {name}.");
            }

            if (IsBehind(context, name))
            {
                throw new StoreException($"The database {name} was written by an older version of this software. Start the service once, which brings it up to date, and try again.");
            }
        }
        catch (Exception error) when (error is SqliteException || PostgresConnection.IsUnavailable(error))
        {
            throw new StoreException($"The database {name} cannot be used: {PostgresConnection.Reason(error)}", error);
        }
    }

    private static void MigrateFile(PeninsulaDbContext context, string file)
    {
        // SQLite gives the log beside the database the mode of the database.
        if (file is not ":memory:")
        {
            PrivateFile.Make(file);
        }

        foreach (var beside in new[] { $"{file}-wal", $"{file}-shm" }.Where(File.Exists))
        {
            PrivateFile.Make(beside);
        }

        if (IsBehind(context, file))
        {
            using var alone = FileLock.Take(file, "migrating");
            DropAbandonedLock(context);
            Migrate(context, file);
        }
    }

    private static void Migrate(PeninsulaDbContext context, string name)
    {
        if (IsBehind(context, name))
        {
            context.Database.Migrate();
        }
    }

    private static bool IsBehind(PeninsulaDbContext context, string name)
    {
        var known = context.Database.GetMigrations().ToList();
        var applied = context.Database.GetAppliedMigrations().ToList();
        return applied.Find(migration => !known.Contains(migration)) switch
        {
            null => applied.Count < known.Count,

            // Migrations are named by when they were made.
            var older when string.CompareOrdinal(older, known[0]) < 0 => throw new UnreleasedDatabaseException(name, older),
            var newer => throw new NewerDatabaseException(name, newer),
        };
    }

    private static void CreateIfMissing(PeninsulaDbContext context)
    {
        var creator = context.Database.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!creator.Exists())
            {
                creator.Create();
            }
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another host was first.
        }
    }

    // EF Core's own lock is a row. Whoever was killed while migrating has left it, and everybody after would wait for ever.
    private static void DropAbandonedLock(PeninsulaDbContext context)
    {
        if (context.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").Single() > 0)
        {
            context.Database.ExecuteSql($"DELETE FROM \"__EFMigrationsLock\"");
        }
    }
}

/// <summary>A database that a version before the first schema that is kept has written. Nothing was changed.</summary>
public sealed class UnreleasedDatabaseException(string database, string migration)
    : StoreException($"The database {database} was made by a version before the first schema that is kept (it has {migration}), and cannot be brought up to date. Nothing had been released: delete it or move it away, and start again.")
{
    /// <summary>The migration that is no more.</summary>
    public string Migration { get; } = migration;
}

/// <summary>A database that a newer version of this software has written. Nothing was changed.</summary>
public sealed class NewerDatabaseException(string database, string migration)
    : Exception($"The database {database} was written by a newer version of this software (it has {migration}). Start that version, or restore a backup from before it.")
{
    /// <summary>The first migration that this version does not know.</summary>
    public string Migration { get; } = migration;
}
