using NodaTime;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Keeps what somebody has typed and not yet sent, unchecked, until it is sent.</summary>
public sealed class DraftStore
{
    private readonly IDatabase _database;

    internal DraftStore(IDatabase database) => _database = database;

    /// <summary>Saves a draft in place of the one before.</summary>
    /// <param name="id">What it is a draft of: <c>task:KEY</c>, or the id of a concern that is being raised.</param>
    /// <param name="person">Whose it is.</param>
    /// <param name="json">What was typed.</param>
    /// <param name="at">When.</param>
    public Task SaveAsync(string id, string person, string json, Instant at) => _database.WriteAsync(session => session.RunAsync(
        "INSERT INTO drafts (id, person, json, saved_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id, person) DO UPDATE SET json = excluded.json, saved_at = excluded.saved_at",
        id, person, json, at.ToUnixTimeTicks()));

    /// <summary>The draft, or null.</summary>
    public async Task<DraftRecord?> FindAsync(string id, string person, CancellationToken cancel = default)
    {
        var found = await _database.ReadAsync(
            session => session.QueryAsync(
                "SELECT json, saved_at FROM drafts WHERE id = ?1 AND person = ?2",
                reader => new DraftRecord { Id = id, Person = person, Json = reader.GetString(0), SavedAt = reader.Time(1) },
                id,
                person),
            cancel);
        return found.FirstOrDefault();
    }

    /// <summary>Removes a draft; nothing happens when there is none.</summary>
    public Task DiscardAsync(string id, string person) =>
        _database.WriteAsync(session => session.RunAsync("DELETE FROM drafts WHERE id = ?1 AND person = ?2", id, person));
}
