using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>What becomes of the marks that a notice once had for all its readers together.</summary>
public abstract class NoticeMigrationContract(TemporaryDatabase database) : IDisposable
{
    [Fact]
    public void A_person_s_own_mark_stays_theirs_and_one_on_a_team_s_notice_marks_it_for_nobody()
    {
        using (var before = database.Context())
        {
            before.GetService<IMigrator>().Migrate("OwnersAndSenders");
        }

        database.Tamper(string.Join('\n', new[] { "amira", "person:ben", "team:torbay-police-mash", "board-chair:torbay", "assignee", "administrator" }.Select((recipient, number) =>
            $"INSERT INTO notifications (id, idempotency_key, recipient, kind, anonymised, at, read_at) VALUES ({number + 1}, 'key-{number}', '{recipient}', 'note', FALSE, 1, 5);")
            .Append("INSERT INTO notifications (id, idempotency_key, recipient, kind, anonymised, at) VALUES (7, 'key-7', 'amira', 'note', FALSE, 1);")));

        using var context = database.Context();
        context.Database.Migrate();

        context.NotificationReads.OrderBy(read => read.NotificationId).Select(read => new { read.NotificationId, read.Person }).ToList()
            .Should().Equal(new { NotificationId = 1L, Person = "amira" }, new { NotificationId = 2L, Person = "ben" });
        context.Notifications.Count().Should().Be(7);
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteNoticeMigrationTests() : NoticeMigrationContract(new TemporarySqlite());

public sealed class PostgresNoticeMigrationTests() : NoticeMigrationContract(TemporaryPostgres.Empty());
