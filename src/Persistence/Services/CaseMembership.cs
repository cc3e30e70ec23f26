using Peninsula.Persistence.Model;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Who may look at a case beside those whom its tasks make members: who opened it with a reason, and who is named for a restricted one.</summary>
public sealed class CaseMembership
{
    private readonly IDatabase _database;

    internal CaseMembership(IDatabase database) => _database = database;

    /// <summary>Opens a case to somebody, and tells whoever is to be told, together: nobody looks without an alert.</summary>
    public Task OpenAsync(CaseOpeningRecord opening, IEnumerable<Notice> alerts) => _database.WriteAsync(async session =>
    {
        await session.RunAsync(
            "INSERT INTO case_openings (key, instance_key, reference, person, reason, at, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            opening.Key, opening.InstanceKey, opening.Reference, opening.Person, opening.Reason, opening.At.ToUnixTimeTicks(), opening.Until.ToUnixTimeTicks());
        foreach (var alert in alerts)
        {
            await session.RunAsync(SharedStatements.InsertNotice, SharedStatements.Values(alert));
        }

        return true;
    });

    /// <summary>Names a person. False when they are named already.</summary>
    public Task<bool> NameAsync(NamedPersonRecord named) => _database.WriteAsync(async session => await session.RunAsync(
        """
        INSERT INTO named_people (key, instance_key, person, reason, by, at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM named_people WHERE instance_key = ?2 AND person = ?3 AND ended_at IS NULL)
        """,
        named.Key, named.InstanceKey, named.Person, named.Reason, named.By, named.At.ToUnixTimeTicks()) > 0);

    /// <summary>Takes a person off again. False when they are not named.</summary>
    public Task<bool> EndAsync(long instanceKey, string person, string by, NodaTime.Instant at) => _database.WriteAsync(async session => await session.RunAsync(
        "UPDATE named_people SET ended_at = ?4, ended_by = ?3 WHERE instance_key = ?1 AND person = ?2 AND ended_at IS NULL",
        instanceKey, person, by, at.ToUnixTimeTicks()) > 0);
}
