using System.Data.Common;
using System.Globalization;
using NodaTime;

namespace Peninsula.Benchmarks.Queries;

/// <summary>
/// A database as large as a region's, made by statements inside the database: fictional through and through, and without
/// valid chains. Each of five areas has as many teams as leave each team two hundred open tasks; a third of the tasks is late.
/// </summary>
internal sealed class QueryData(DbConnection connection, bool postgres, int tasks, int cases, long history)
{
    public const int TasksOfATeam = 200;

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static Instant Clock => Now;

    public int Teams => Math.Max(1, tasks / TasksOfATeam);

    /// <summary>The team whose list is measured: one in the middle.</summary>
    public string Team => $"team-{Teams / 2}";

    public void Fill()
    {
        var day = NodaConstants.TicksPerDay;
        var now = Now.ToUnixTimeTicks();
        Say("instances", $"""
            INSERT INTO instances (key, definition_key, process_id, business_key, status, started, version, state, state_check, history_hash)
            SELECT i, 1, 'cse-concern', {Reference}, 0, {now} - 90 * {day} + i * 1000, {Math.Max(1, history / cases)}, {Bytes(2000)}, 0, {Bytes(32)} FROM n
            """, cases);
        Say("cases", $"""
            INSERT INTO cases (instance_key, reference, process_id, area, risk_level, opened, status)
            SELECT i, {Reference}, 'cse-concern', {Area}, 'medium', {now} - 90 * {day} + i * 1000, 0 FROM n
            """, cases);
        Say("tasks", $"""
            INSERT INTO user_tasks (key, instance_key, element_id, name, process_id, business_key, assignee, area, agency, team, timescale, priority, created, due, state, ladder_level)
            SELECT 1000000000 + i, 1 + i % {cases}, 'agency-check', 'Return the agency check', 'cse-concern', {Reference}, CASE WHEN i % 4 = 0 THEN 'person-' || (i % {Teams}) END,
                {Area}, 'agency-' || (i % 10), 'team-' || (i % {Teams}), 'agency-check', 50, {now} - 60 * {day}, {Due(now, day)}, 0,
                CASE WHEN {Due(now, day)} < {now} THEN CASE i % 4 WHEN 0 THEN 'due' WHEN 1 THEN 'team-manager' WHEN 2 THEN 'service-manager' ELSE 'macse-chair' END END FROM n
            """, tasks);
        Say("candidates", $"""
            INSERT INTO task_candidates (task_key, instance_key, is_group, name) SELECT 1000000000 + i, 1 + i % {cases}, {(postgres ? "true" : "1")}, 'team-' || (i % {Teams}) FROM n
            """, tasks);
        Say("history", $"""
            INSERT INTO history ({(postgres ? "sequence, " : "")}instance_key, version, at, by, command, events, hash)
            SELECT {(postgres ? "i, " : "")}1 + i % {cases}, 1 + i / {cases}, {now} - 90 * {day} + i, 'person-' || (i % {Teams}), 'CompleteTask', {Bytes(120)}, {Bytes(32)} FROM n
            """, history);
        Do(postgres ? "VACUUM ANALYZE" : "ANALYZE");
        if (!postgres)
        {
            Do("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private string Reference => postgres ? "'CSE-2026-' || lpad(CAST(i AS text), 6, '0')" : "printf('CSE-2026-%06d', i)";

    private static string Area => "CASE i % 5 WHEN 0 THEN 'torbay' WHEN 1 THEN 'plymouth' WHEN 2 THEN 'devon' WHEN 3 THEN 'cornwall' ELSE 'isles-of-scilly' END";

    // Spread by a number without a common factor with any other in here, from 30 days ago to 60 days ahead.
    private static string Due(long now, long day) => $"{now} - 30 * {day} + (CAST(i AS bigint) * 7919 % 90000) * ({day} / 1000)";

    private string Bytes(int count) => postgres ? $"decode(repeat('5a', {count}), 'hex')" : $"zeroblob({count})";

    private void Say(string what, string insert, long rows)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) ");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        // Both databases take the numbers before the INSERT.
        Do(numbers + insert);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rows,12:N0} {what} in {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    private void Do(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
