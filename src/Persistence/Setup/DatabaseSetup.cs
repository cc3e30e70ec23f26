using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>Brings a database to this version's schema.</summary>
public static class DatabaseSetup
{
    /// <summary>Creates the database if there is none, and applies the migrations that it lacks.</summary>
    /// <exception cref="NewerDatabaseException">A newer version of this software has written it.</exception>
    /// <exception cref="StoreException">It cannot be opened, or is no database.</exception>
    public static void Migrate(PeninsulaDbContext context)
    {
        try
        {
            var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = context.Database.GetAppliedMigrations().ToList();
            if (applied.Find(migration => !known.Contains(migration)) is { } newer)
            {
                throw new NewerDatabaseException(context.Database.GetDbConnection().DataSource, newer);
            }

            if (applied.Count < known.Count)
            {
                using var alone = MigrationTurn.Take(context.Database.GetDbConnection().DataSource);
                DropAbandonedLock(context);
                context.Database.Migrate();
            }
        }
        catch (SqliteException error)
        {
            throw new StoreException($"The database {context.Database.GetDbConnection().DataSource} cannot be used: {error.Message}", error);
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

/// <summary>A database that a newer version of this software has written. Nothing was changed.</summary>
public sealed class NewerDatabaseException(string database, string migration)
    : Exception($"The database {database} was written by a newer version of this software (it has {migration}). Start that version, or restore a backup from before it.")
{
    /// <summary>The first migration that this version does not know.</summary>
    public string Migration { get; } = migration;
}
