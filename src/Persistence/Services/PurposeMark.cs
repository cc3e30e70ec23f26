using NodaTime;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>What the database is for, so that a demonstration never opens real cases, nor a service in earnest a demonstration's.</summary>
public sealed class PurposeMark
{
    private readonly IDatabase _database;

    internal PurposeMark(IDatabase database) => _database = database;

    /// <summary>
    /// Marks a database that nobody has used yet; leaves every other as it is. One that was in use before there were marks is
    /// for work: taking fiction for real does no harm, and the other way round shows children to everybody.
    /// </summary>
    /// <param name="purpose">What this host would use it for.</param>
    /// <param name="now">The time.</param>
    /// <returns>What the database is for.</returns>
    /// <exception cref="Workflows.Runtime.StoreException">The database cannot be written.</exception>
    public Task<DatabasePurpose> ClaimAsync(DatabasePurpose purpose, Instant now) => _database.WriteAsync(async session =>
    {
        if (await session.NumberAsync("SELECT count(*) FROM purpose") == 0)
        {
            // Every host deploys the pathways before it does anything else.
            var isUsed = await session.NumberAsync("SELECT count(*) FROM resources") > 0 || await session.NumberAsync("SELECT count(*) FROM instances") > 0;
            await session.RunAsync(
                "INSERT INTO purpose (id, purpose, since) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING",
                (int)(isUsed ? DatabasePurpose.Work : purpose), now.ToUnixTimeTicks());
        }

        return (DatabasePurpose)(await session.QueryAsync("SELECT purpose FROM purpose WHERE id = 1", reader => reader.GetInt32(0)))[0];
    });
}
