using Microsoft.EntityFrameworkCore;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

public sealed class SqliteDatabaseTests() : DatabaseContract(new TemporarySqlite());

public sealed class PostgresDatabaseTests() : DatabaseContract(TemporaryPostgres.Migrated());

/// <summary>How databases are opened, and what is said of those that cannot be.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task A_host_that_was_killed_while_migrating_keeps_nobody_out()
    {
        using var database = new TemporarySqlite();
        database.Tamper("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-02 09:00:00')""");

        await Task.Run(() => database.Open).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public Task Hosts_that_start_together_on_an_empty_SQLite_file_all_start() => StartTogetherAsync(new TemporarySqlite());

    [Fact]
    public Task Hosts_that_start_together_on_an_empty_PostgreSQL_database_all_start() => StartTogetherAsync(TemporaryPostgres.Empty());

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        using var database = new TemporarySqlite();
        File.WriteAllText(database.File, new string('x', 5000));

        FluentActions.Invoking(() => database.Open).Should().Throw<StoreException>().WithMessage($"*{database.File}*not a database*");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named() =>
        FluentActions.Invoking(() => PeninsulaDatabase.Open("Data Source=/nowhere/at/all.db", TestDomain.Instance)).Should().Throw<StoreException>().WithMessage("*/nowhere/at/all.db*");

    [Fact]
    public void A_server_that_is_not_there_is_named() =>
        FluentActions.Invoking(() => PeninsulaDatabase.Open("Host=127.0.0.1;Port=1;Database=cases;Username=app;Password=secret", TestDomain.Instance))
            .Should().Throw<StoreException>().WithMessage("The database cases on 127.0.0.1:1 cannot be used: *").Which.Message.Should().NotContain("secret");

    [Theory]
    [InlineData("Data Source=model.db")]
    [InlineData("Host=127.0.0.1;Database=model")]
    public void The_migrations_make_the_schema_that_the_model_describes(string connectionString)
    {
        using var context = new PeninsulaContexts(connectionString).CreateDbContext();
        context.Database.HasPendingModelChanges().Should().BeFalse("src/Persistence/add-migration NAME makes a migration for both databases");
    }

    [Theory]
    [InlineData("peninsula.db")]
    [InlineData("Folder=cases")]
    [InlineData("")]
    public void A_connection_string_for_neither_database_is_refused_with_what_to_write(string connectionString) =>
        FluentActions.Invoking(() => PeninsulaDatabase.Open(connectionString, TestDomain.Instance)).Should().Throw<StoreException>().WithMessage("*Data Source=FILE*Host=SERVER*");

    [Fact]
    public void A_database_that_does_not_exist_yet_is_created()
    {
        using var server = TemporaryPostgres.Empty();
        var missing = server.ConnectionString.Replace("Database=test_", "Database=missing_", StringComparison.Ordinal);

        using (var opened = PeninsulaDatabase.Open(missing, TestDomain.Instance))
        {
            opened.Committed.Writes.Should().Be(0);
        }

        using var context = new PeninsulaContexts(missing).CreateDbContext();
        context.Database.EnsureDeleted().Should().BeTrue();
    }

    private static async Task StartTogetherAsync(TemporaryDatabase database)
    {
        using (database)
        {
            var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PeninsulaDatabase.Open(database.ConnectionString, TestDomain.Instance))));

            hosts.Should().HaveCount(4);
            foreach (var host in hosts)
            {
                host.Dispose();
            }
        }
    }
}
