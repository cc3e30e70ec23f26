using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Who is signed in, on which browser. Every host asks here on every request, so that what is ended is ended everywhere.</summary>
public sealed class Sessions
{
    // What is older tells nothing that the audit of reads does not.
    private static readonly Duration Kept = Duration.FromDays(90);

    // Saying when somebody was last seen must not cost a write for every page.
    private static readonly Duration Grain = Duration.FromMinutes(1);

    private readonly IDatabase _database;

    internal Sessions(IDatabase database) => _database = database;

    /// <summary>Begins a session.</summary>
    /// <param name="person">Who signed in.</param>
    /// <param name="now">The time.</param>
    /// <returns>Its id, for the cookie alone: nobody can work it out from the database.</returns>
    public async Task<string> BeginAsync(string person, Instant now)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await _database.WriteAsync(async session =>
        {
            await session.RunAsync("DELETE FROM sessions WHERE began < ?1", (now - Kept).ToUnixTimeTicks());
            return await session.RunAsync("INSERT INTO sessions (id_hash, person, began, seen) VALUES (?1, ?2, ?3, ?3)", Hash(id), person, now.ToUnixTimeTicks());
        });
        return id;
    }

    /// <summary>Whose session it is, and that they were seen; null when there is none of that id, or it is over.</summary>
    /// <param name="id">The cookie's id.</param>
    /// <param name="now">The time.</param>
    /// <param name="limits">How long a session lasts.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<string?> FindAsync(string id, Instant now, SessionLimits limits, CancellationToken cancel = default)
    {
        var hash = Hash(id);
        var (idle, began) = limits.Since(now);
        var found = await _database.ReadAsync(
            session => session.QueryAsync(
                "SELECT person, seen FROM sessions WHERE id_hash = ?1 AND ended IS NULL AND seen > ?2 AND began > ?3",
                reader => (Person: reader.GetString(0), Seen: reader.Time(1)),
                hash, idle, began),
            cancel);
        if (found is not [var (person, seen)])
        {
            return null;
        }

        if (now - seen >= Duration.Min(Grain, limits.Idle / 2))
        {
            // Ended meanwhile, it stays ended; and another host's clock does not turn the time back.
            await _database.WriteAsync(session => session.RunAsync(
                "UPDATE sessions SET seen = ?2 WHERE id_hash = ?1 AND ended IS NULL AND seen < ?2", hash, now.ToUnixTimeTicks()));
        }

        return person;
    }

    /// <summary>Ends one session; nothing happens when it is over.</summary>
    public Task EndAsync(string id, string by, Instant now) => _database.WriteAsync(session => session.RunAsync(
        "UPDATE sessions SET ended = ?2, ended_by = ?3 WHERE id_hash = ?1 AND ended IS NULL", Hash(id), now.ToUnixTimeTicks(), by));

    /// <summary>Ends every session of a person; gives how many were open.</summary>
    public Task<int> EndAllAsync(string person, string by, Instant now, SessionLimits limits)
    {
        var (idle, began) = limits.Since(now);
        return _database.WriteAsync(session => session.RunAsync(
            "UPDATE sessions SET ended = ?2, ended_by = ?3 WHERE person = ?1 AND ended IS NULL AND seen > ?4 AND began > ?5", person, now.ToUnixTimeTicks(), by, idle, began));
    }

    /// <summary>The sessions that are open, the one that was used last first.</summary>
    public async Task<IReadOnlyList<SessionRecord>> OpenAsync(Instant now, SessionLimits limits, CancellationToken cancel = default)
    {
        var (idle, began) = limits.Since(now);
        return await _database.ReadAsync(
            session => session.QueryAsync(
                "SELECT id_hash, person, began, seen FROM sessions WHERE ended IS NULL AND seen > ?1 AND began > ?2 ORDER BY seen DESC",
                reader => new SessionRecord { IdHash = reader.GetString(0), Person = reader.GetString(1), Began = reader.Time(2), Seen = reader.Time(3) },
                idle, began),
            cancel);
    }

    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}

/// <summary>How long a session lasts.</summary>
/// <param name="Idle">Without a request.</param>
/// <param name="Longest">With as many requests as there may be.</param>
public sealed record SessionLimits(Duration Idle, Duration Longest)
{
    internal (long Idle, long Began) Since(Instant now) => ((now - Idle).ToUnixTimeTicks(), (now - Longest).ToUnixTimeTicks());
}
