using NodaTime;

namespace Peninsula.Persistence;

/// <summary>Puts notices into people's inboxes, each once. Reading them is a query on <see cref="PeninsulaDbContext.Notifications"/>.</summary>
public sealed class NotificationInbox
{
    private readonly SqliteWriter writer;

    internal NotificationInbox(SqliteWriter writer) => this.writer = writer;

    /// <summary>Puts a notice in. False when it is there already.</summary>
    public Task<bool> DeliverAsync(Notice notice) => writer.WriteAsync(session => SqliteStatements.Notify(session, notice));

    /// <summary>Marks a notice as read, for whoever it is addressed to. False when it was read before, or is not theirs.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="recipients">The reader's id, and the team and role references that they stand for.</param>
    /// <param name="at">When.</param>
    public Task<bool> MarkReadAsync(long id, IReadOnlyCollection<string> recipients, Instant at) => writer.WriteAsync(session => session.Run(
        "UPDATE notifications SET read_at = ?2 WHERE id = ?1 AND read_at IS NULL AND recipient IN (SELECT value FROM json_each(?3))",
        id, at.ToUnixTimeTicks(), System.Text.Json.JsonSerializer.Serialize(recipients)) > 0);
}
