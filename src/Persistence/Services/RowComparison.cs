using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Services;

/// <summary>Compares the rows of an instance that people read with what its history tells: a task done by another, an answer changed, an escalation gone.</summary>
internal sealed class RowComparison(IDatabase database, IDomainProjection domain)
{
    private static readonly string[] InstanceColumns = ["business_key", "status", "ended", "partition"];

    private static readonly string[] EscalationColumns =
        ["task_key", "business_key", "level", "recipients", "anonymised", "raised", "acknowledged_at", "acknowledged_by", "direction", "answered_at", "answered_by", "answer", "closed_at"];

    private readonly string[] _taskColumns = ["name", "form_id", "business_key", "assignee", "due", "state", "completed_at", "completed_by", .. domain.TaskColumns];

    /// <summary>What differs, a line for each row.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(long instanceKey, HistoryRows told, CancellationToken cancel)
    {
        var instance = told.Instance is { } row ? new Dictionary<long, string?[]> { [instanceKey] = [row.BusinessKey, Text((int)row.Status), Text(row.Ended), row.Partition] } : [];
        return
        [
            .. Differences("instance", "", InstanceColumns, instance, await RowsAsync("instances", InstanceColumns, "key", instanceKey, cancel)),
            .. Differences("task", $" of instance {instanceKey}", _taskColumns, told.Tasks.ToDictionary(entry => entry.Key, entry => Values(entry.Value)), await RowsAsync("user_tasks", _taskColumns, "instance_key", instanceKey, cancel)),
            .. Differences("escalation", $" of instance {instanceKey}", EscalationColumns, told.Escalations.ToDictionary(entry => entry.Key, entry => Values(entry.Value)), await RowsAsync("escalations", EscalationColumns, "instance_key", instanceKey, cancel)),
        ];
    }

    private static IEnumerable<string> Differences(string what, string of, string[] columns, Dictionary<long, string?[]> told, Dictionary<long, string?[]> kept)
    {
        foreach (var (key, values) in told)
        {
            if (!kept.TryGetValue(key, out var row))
            {
                yield return $"{what} {key}{of} is in the history and not among the rows";
            }
            else if (columns.Where((_, column) => row[column] != values[column]).ToList() is { Count: > 0 } changed)
            {
                // The columns alone: what stands in them may be about a child.
                yield return $"{what} {key}{of} is not as its history tells: {string.Join(", ", changed)}";
            }
        }

        foreach (var key in kept.Keys.Except(told.Keys))
        {
            yield return $"{what} {key}{of} is not in the history";
        }
    }

    private async Task<Dictionary<long, string?[]>> RowsAsync(string table, string[] columns, string key, long value, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync(
                $"SELECT key, {string.Join(", ", columns)} FROM {table} WHERE {key} = ?1",
                reader => (Key: reader.GetInt64(0), Values: Enumerable.Range(1, columns.Length).Select(column => Read(reader, column)).ToArray()),
                value),
            cancel);
        return rows.ToDictionary(row => row.Key, row => row.Values);
    }

    // SQLite keeps a truth value as 1 or 0, PostgreSQL as itself.
    private static string? Read(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        bool truth => truth ? "1" : "0",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private string?[] Values(TaskRow task) =>
    [
        task.Name, task.FormId, task.BusinessKey, task.Terms.Assignee, Text(task.Terms.Due), Text((int)task.State), Text(task.Ended), task.EndedBy,
        .. domain.TaskValues(task.Terms.Tags),
    ];

    private static string?[] Values(EscalationRow escalation) =>
    [
        Text(escalation.TaskKey), escalation.BusinessKey, escalation.Level, JsonSerializer.Serialize(escalation.Recipients), escalation.Anonymised ? "1" : "0", Text(escalation.Raised),
        Text(escalation.Acknowledged?.At), escalation.Acknowledged?.By, escalation.Acknowledged?.Text,
        Text(escalation.Answered?.At), escalation.Answered?.By, escalation.Answered?.Text, Text(escalation.Closed),
    ];

    private static string? Text(Instant? at) => at is { } time ? Text(time.ToUnixTimeTicks()) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
