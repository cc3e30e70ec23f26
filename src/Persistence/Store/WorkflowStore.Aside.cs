using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>Rows that could not be dealt with, and wait for somebody to mend what is wrong.</summary>
public sealed partial class WorkflowStore
{
    /// <inheritdoc/>
    public async ValueTask PutAsideAsync(RowAside row, RowIncident incident, CancellationToken cancel = default) => await _database.WriteAsync(async session =>
    {
        var aside = row.Kind switch
        {
            RowKind.Timer => await session.RunAsync("UPDATE timers SET held = 2, incident_key = ?2 WHERE key = ?1 AND held <> 2", row.Key, incident.IncidentKey),
            RowKind.Job => await session.RunAsync("UPDATE jobs SET held = 2 WHERE key = ?1 AND held <> 2", row.Key),

            // Without a time at which it expires it stays among the buffered ones.
            RowKind.Message => await session.RunAsync("UPDATE outbox SET buffered = TRUE, expires = NULL WHERE key = ?1 AND NOT buffered", row.Key),
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.Kind, null),
        };
        return aside > 0 && await session.RunAsync(
            "INSERT INTO incidents (key, instance_key, element_id, kind, message, job_key, raised) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
            incident.IncidentKey, row.InstanceKey, row.ElementId, incident.Kind, incident.Message, row.Kind == RowKind.Job ? row.Key : null, incident.At.ToUnixTimeTicks()) > 0;
    });

    /// <inheritdoc/>
    public async ValueTask<bool> TakeBackAsync(long incidentKey, CancellationToken cancel = default)
    {
        const string AsideJob = "key = (SELECT job_key FROM incidents WHERE key = ?1) AND held = 2";

        // Asked for every incident that is resolved; few are of this kind, and none but those need a transaction.
        var isAside = await NumberAsync("SELECT key FROM timers WHERE incident_key = ?1", [incidentKey], cancel) is not null
            || await NumberAsync($"SELECT key FROM jobs WHERE {AsideJob}", [incidentKey], cancel) is not null
            || await NumberAsync("SELECT key FROM outbox WHERE key = ?1 AND buffered", [incidentKey], cancel) is not null;
        return isAside && await _database.WriteAsync(async session =>
        {
            var back = await session.RunAsync("UPDATE timers SET held = 0, incident_key = NULL WHERE incident_key = ?1", incidentKey)
                + await session.RunAsync($"UPDATE jobs SET held = 0 WHERE {AsideJob}", incidentKey)
                + await session.RunAsync("UPDATE outbox SET buffered = FALSE WHERE key = ?1 AND buffered", incidentKey);
            await session.RunAsync("DELETE FROM incidents WHERE key = ?1", incidentKey);
            return back > 0;
        });
    }
}
