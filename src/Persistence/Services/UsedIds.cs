using NodaTime;

namespace Peninsula.Persistence;

/// <summary>Remembers ids that clients give to what they send, so that it is taken once however often it comes.</summary>
public sealed class UsedIds
{
    private readonly IDatabase database;

    internal UsedIds(IDatabase database) => this.database = database;

    /// <summary>Takes an id. False when it is taken already and not forgotten.</summary>
    /// <param name="scope">What it is unique in.</param>
    /// <param name="id">The id.</param>
    /// <param name="now">The time.</param>
    /// <param name="expires">Until when it is remembered.</param>
    /// <param name="fingerprint">What was sent with it, as a hash; null where only the id counts.</param>
    public Task<bool> TakeAsync(string scope, string id, Instant now, Instant expires, string? fingerprint = null) => database.WriteAsync(async session =>
    {
        await session.RunAsync("DELETE FROM used_ids WHERE expires <= ?1", now.ToUnixTimeTicks());
        return await session.RunAsync(
            "INSERT INTO used_ids (scope, id, expires, fingerprint) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            scope, id, expires.ToUnixTimeTicks(), fingerprint) > 0;
    });

    /// <summary>Keeps what was answered, for those who send it again.</summary>
    public Task AnswerAsync(string scope, string id, string answer) => database.WriteAsync(session =>
        session.RunAsync("UPDATE used_ids SET answer = ?3 WHERE scope = ?1 AND id = ?2", scope, id, answer));

    /// <summary>Gives an id back, when what was sent with it was not done.</summary>
    public Task GiveBackAsync(string scope, string id) => database.WriteAsync(session =>
        session.RunAsync("DELETE FROM used_ids WHERE scope = ?1 AND id = ?2", scope, id));
}
