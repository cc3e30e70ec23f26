using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>Writes and reads what is deployed.</summary>
internal static class DeploymentRows
{
    /// <summary>Writes a deployment. False when a version is there already: what was written is to be rolled back.</summary>
    public static async ValueTask<bool> WriteAsync(ISession session, Deployment deployment)
    {
        foreach (var resource in deployment.Resources)
        {
            var written = await session.RunAsync(
                "INSERT INTO resources (key, kind, id, version, name, content, at, owner) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (kind, id, version) DO NOTHING",
                resource.Key, (int)resource.Kind, resource.Id, resource.Version, resource.Name, resource.Content.ToArray(), resource.At.ToUnixTimeTicks(), resource.Owner);
            if (written == 0)
            {
                return false;
            }
        }

        var statements = new Statements();
        WriteStarts(statements, deployment);
        await statements.RunAsync(session);
        return true;
    }

    public static ValueTask<List<DeployedResource>> ReadAsync(ISession session) => session.QueryAsync(
        "SELECT key, kind, id, version, name, content, at, owner FROM resources ORDER BY key",
        reader => new DeployedResource(reader.GetInt64(0), (ResourceKind)reader.GetInt32(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.Bytes(5), reader.Time(6), reader.Text(7)));

    private static void WriteStarts(Statements statements, Deployment deployment)
    {
        foreach (var process in deployment.Resources.Where(resource => resource.Kind == ResourceKind.Process))
        {
            const string Before = "definition_key <> 0 AND definition_key IN (SELECT key FROM resources WHERE kind = ?1 AND id = ?2)";
            statements.Run($"DELETE FROM incidents WHERE key IN (SELECT incident_key FROM timers WHERE {Before})", (int)ResourceKind.Process, process.Id);
            statements.Run($"DELETE FROM timers WHERE {Before}", (int)ResourceKind.Process, process.Id);
            statements.Run($"DELETE FROM subscriptions WHERE {Before}", (int)ResourceKind.Process, process.Id);
        }

        // Timers and subscriptions of definitions have nothing of the domain.
        var rows = new RowWriter(statements, DomainStatements.None, 0, null);
        foreach (var timer in deployment.StartTimers)
        {
            rows.Schedule(timer);
        }

        foreach (var subscription in deployment.StartSubscriptions)
        {
            rows.Open(subscription, staysOpen: true);
            if (subscription.Kind == SubscriptionKind.Message)
            {
                statements.Run(SharedStatements.Unbuffer, subscription.Name, subscription.CorrelationKey);
            }
        }
    }
}
