using NodaTime;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Puts notices into people's inboxes, each once. Reading them is a query on <see cref="PeninsulaDbContext.Notices"/>.</summary>
public sealed class NoticeInbox
{
    private readonly IDatabase _database;

    internal NoticeInbox(IDatabase database) => _database = database;

    /// <summary>Puts a notice in. False when it is there already.</summary>
    public Task<bool> DeliverAsync(Notice notice) => _database.WriteAsync(async session => await session.RunAsync(SharedStatements.InsertNotice, SharedStatements.Values(notice)) > 0);

    /// <summary>Notes that somebody has read a notice; that others have not stays as it is. False when they had read it before.</summary>
    /// <param name="id">The notice. Whoever calls has made sure that this person may read it.</param>
    /// <param name="person">Who.</param>
    /// <param name="at">When.</param>
    public Task<bool> MarkReadAsync(long id, string person, Instant at) =>
        _database.WriteAsync(async session => await session.RunAsync(
            "INSERT INTO notice_reads (notice_id, person, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            id, person, at.ToUnixTimeTicks()) > 0);
}
