using System.Text.Json;
using NodaTime;

namespace Peninsula.Persistence;

/// <summary>Puts notices into people's inboxes, each once. Reading them is a query on <see cref="PeninsulaDbContext.Notifications"/>.</summary>
public sealed class NotificationInbox
{
    private readonly IDatabase database;

    internal NotificationInbox(IDatabase database) => this.database = database;

    /// <summary>Puts a notice in. False when it is there already.</summary>
    public Task<bool> DeliverAsync(Notice notice) => database.WriteAsync(async session => await session.RunAsync(SharedStatements.InsertNotice, SharedStatements.Values(notice)) > 0);

    /// <summary>Marks a notice as read, for whoever it is addressed to. False when it was read before, or is not theirs.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="recipients">The reader's id, and the team and role references that they stand for.</param>
    /// <param name="at">When.</param>
    public Task<bool> MarkReadAsync(long id, IReadOnlyCollection<string> recipients, Instant at) =>
        database.WriteAsync(async session => await session.RunAsync(
            $"UPDATE notifications SET read_at = ?2 WHERE id = ?1 AND read_at IS NULL AND {session.Dialect.InTexts("recipient", "?3")}",
            id, at.ToUnixTimeTicks(), JsonSerializer.Serialize(recipients)) > 0);
}
