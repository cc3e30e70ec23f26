using System.Globalization;
using System.Text.Json;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Queries;

/// <summary>
/// People's open tasks, by the page. One question reads each of the reader's own tasks once, however many others there
/// are; docs/decisions/0010 has the plans.
/// </summary>
public sealed class Worklists
{
    private const long Never = long.MaxValue;

    private readonly IDatabase _database;

    internal Worklists(IDatabase database) => _database = database;

    /// <summary>A page of somebody's open tasks. A place that is none counts as the beginning.</summary>
    public async Task<WorklistPage> ReadAsync(WorklistDemand demand, CancellationToken cancel = default)
    {
        var backward = demand.After is null && Place(demand.Before) is not null;
        var (due, key) = Place(demand.After) ?? (backward ? Place(demand.Before)!.Value : (long.MinValue, 0));
        var rows = await _database.ReadAsync(
            session => session.QueryAsync(
                Question(session.Dialect, demand, backward),
                reader => (What: reader.GetInt32(0), Key: reader.GetInt64(1), Due: reader.GetInt64(2), Area: reader.Text(3), Count: reader.GetInt64(4)),
                demand.Person, JsonSerializer.Serialize(demand.Teams), JsonSerializer.Serialize(demand.Managed), due, key, (long)demand.Size, demand.Area, JsonSerializer.Serialize(demand.Restricted)),
            cancel);

        var shown = rows.Where(row => row.What == 0).Select(row => (row.Due, row.Key)).Order().ToList();
        var areas = rows.Where(row => row.What == 1).ToList();
        var before = (int)rows.Where(row => row.What == 2).Sum(row => row.Count);
        return new WorklistPage(
            [.. shown.Select(row => row.Key)],
            backward ? before - shown.Count : before,
            (int)areas.Where(row => demand.Area is null || row.Area == demand.Area).Sum(row => row.Count),
            [.. areas.Select(row => row.Area).OfType<string>().Order(StringComparer.Ordinal)],
            shown is [] ? null : Text(shown[0]),
            shown is [] ? null : Text(shown[^1]));
    }

    // The keys are gathered from the indexes first: an OR over several tables would make the database look at every open task.
    private static string Question(Dialect dialect, WorklistDemand demand, bool backward)
    {
        var teams = $"""
            SELECT task_key AS key FROM task_candidates WHERE {dialect.InTexts("name", "?2")} AND is_group
            UNION SELECT task_key FROM task_candidates WHERE name = ?1 AND NOT is_group
            UNION SELECT key FROM user_tasks WHERE state = 0 AND {dialect.InTexts("team", "?3")}
            """;
        const string Mine = "SELECT key FROM user_tasks WHERE state = 0 AND assignee = ?1";
        var (keys, only) = demand.Share switch
        {
            WorklistShare.Mine => (Mine, ""),
            WorklistShare.Teams => (teams, "AND coalesce(task.assignee, '') <> ?1"),
            _ => ($"{Mine} UNION {teams}", ""),
        };

        // Every parameter stands in every question, so that both databases know its type.
        var (past, order) = backward
            ? ("due < ?4 OR (due = ?4 AND key < ?5)", "due DESC, key DESC")
            : ("due > ?4 OR (due = ?4 AND key > ?5)", "due, key");
        var before = backward ? past : "due < ?4 OR (due = ?4 AND key <= ?5)";
        return $"""
            WITH keys AS ({keys}),
            shut AS MATERIALIZED (
                SELECT instance.key AS key FROM instances AS instance WHERE {dialect.InTexts("instance.process_id", "?8")}
                    AND NOT EXISTS (SELECT 1 FROM named_people AS named WHERE named.instance_key = instance.key AND named.person = ?1 AND named.ended_at IS NULL)),
            theirs AS MATERIALIZED (
                SELECT task.key AS key, coalesce(task.due, {Never}) AS due, task.area AS area
                FROM keys CROSS JOIN user_tasks AS task WHERE task.key = keys.key AND task.state = 0 {only}
                    AND (task.instance_key NOT IN (SELECT key FROM shut) OR {dialect.InTexts("task.team", "?3")})
                    AND ?1 IS NOT NULL AND CAST(?2 AS text) IS NOT NULL AND CAST(?3 AS text) IS NOT NULL),
            wanted AS (SELECT key, due FROM theirs WHERE CAST(?7 AS text) IS NULL OR area = CAST(?7 AS text))
            SELECT 0, key, due, CAST(NULL AS text), CAST(0 AS bigint) FROM (SELECT key, due FROM wanted WHERE {past} ORDER BY {order} LIMIT ?6) AS page
            UNION ALL SELECT 1, CAST(0 AS bigint), CAST(0 AS bigint), area, count(*) FROM theirs GROUP BY area
            UNION ALL SELECT 2, CAST(0 AS bigint), CAST(0 AS bigint), CAST(NULL AS text), count(*) FROM wanted WHERE {before}
            """;
    }

    private static string Text((long Due, long Key) place) => string.Create(CultureInfo.InvariantCulture, $"{place.Due}.{place.Key}");

    private static (long Due, long Key)? Place(string? text) =>
        text?.Split('.') is [var due, var key]
        && long.TryParse(due, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var row)
        && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            ? (row, other)
            : null;
}
