using System.Text.Json;
using NodaTime;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Queries;

/// <summary>How many open tasks are late, where, by how much, and how far up they have climbed: counted in the index, no task is read.</summary>
public sealed class LateWork
{
    private readonly IDatabase _database;

    internal LateWork(IDatabase database) => _database = database;

    /// <summary>Counts the late tasks of areas.</summary>
    /// <param name="areas">The areas' keys.</param>
    /// <param name="now">Tasks due before are late.</param>
    /// <param name="ages">Where each age begins, the youngest first, each before the other: a task due at or after the first has age 0, one before the last the highest.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<LateCount>> CountAsync(IReadOnlyCollection<string> areas, Instant now, IReadOnlyList<Instant> ages, CancellationToken cancel = default)
    {
        // Numbers made here, not texts from outside. Grouping by age too would make the database sort; counted beside one another, the index is read as it lies.
        var older = string.Concat(ages.Select(from => $", sum(CASE WHEN due < {from.ToUnixTimeTicks()} THEN 1 ELSE 0 END)"));
        var groups = await _database.ReadAsync(
            session => session.QueryAsync(
                $"""
                SELECT area, agency, ladder_level, count(*){older} FROM user_tasks
                WHERE state = 0 AND {session.Dialect.InTexts("area", "?1")} AND due < ?2 GROUP BY area, agency, ladder_level
                """,
                reader => (Area: reader.GetString(0), Agency: reader.Text(1), Level: reader.Text(2), AtLeast: Enumerable.Range(3, ages.Count + 1).Select(reader.GetInt32).Append(0).ToArray()),
                JsonSerializer.Serialize(areas),
                now.ToUnixTimeTicks()),
            cancel);
        return
        [
            .. from pair in groups
               from age in Enumerable.Range(0, ages.Count + 1)
               let count = pair.AtLeast[age] - pair.AtLeast[age + 1]
               where count > 0
               select new LateCount(pair.Area, pair.Agency, pair.Level, age, count),
        ];
    }
}

/// <summary>A number of late tasks.</summary>
/// <param name="Area">Their area.</param>
/// <param name="Agency">The agency that owes them, or null.</param>
/// <param name="Level">The last level of the ladder that was told, or null for none.</param>
/// <param name="Age">How late they are: the place among the ages that were asked for.</param>
/// <param name="Count">How many.</param>
public sealed record LateCount(string Area, string? Agency, string? Level, int Age, int Count);
