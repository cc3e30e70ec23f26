using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Directory;

namespace Peninsula.Activities.Ladders;

/// <summary>A level with its time, ready to become a timer of a task.</summary>
/// <param name="Level">The level's name.</param>
/// <param name="At">When it is reached.</param>
/// <param name="Recipients">Who hears of it, by post.</param>
/// <param name="Anonymised">Whether they hear counts and ages only.</param>
public sealed record ScheduledLevel(string Level, Instant At, IReadOnlyList<Recipient> Recipients, bool Anonymised);

/// <summary>Who hears, and when, that a task is late or a disagreement unsettled; high risk may climb faster.</summary>
public sealed class Ladder
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<LevelDefinition>> _byRiskLevel;
    private readonly WorkingCalendar _calendar;

    internal Ladder(
        string key,
        string title,
        IReadOnlyList<LevelDefinition> levels,
        IReadOnlyDictionary<string, IReadOnlyList<LevelDefinition>> byRiskLevel,
        WorkingCalendar calendar)
    {
        (Key, Title, Levels) = (key, title, levels);
        (_byRiskLevel, _calendar) = (byRiskLevel, calendar);
    }

    /// <summary>The key by which pathways name it.</summary>
    public string Key { get; }

    /// <summary>Its name on the screen.</summary>
    public string Title { get; }

    /// <summary>The levels that apply unless the risk level has its own.</summary>
    public IReadOnlyList<LevelDefinition> Levels { get; }

    /// <summary>The levels of a risk level.</summary>
    /// <param name="riskLevel">The case's <c>riskLevel</c>; null or unknown gives the ordinary levels.</param>
    public IReadOnlyList<LevelDefinition> LevelsFor(string? riskLevel) =>
        riskLevel is not null && _byRiskLevel.TryGetValue(riskLevel, out var levels) ? levels : Levels;

    /// <summary>
    /// The levels of a task in time order. Those that hang on the due time are left out for a task without one. The climb
    /// stays in the team's agency until the MACSE chair of the case's area.
    /// </summary>
    /// <param name="start">When the task starts.</param>
    /// <param name="due">When it falls due, if ever.</param>
    /// <param name="riskLevel">The case's risk level.</param>
    /// <param name="team">The team that owes the task.</param>
    /// <param name="area">The case's area, whose chairs hear of it.</param>
    public IReadOnlyList<ScheduledLevel> Schedule(Instant start, Instant? due, string? riskLevel, Team team, string area) =>
    [
        .. from level in LevelsFor(riskLevel)
           let at = level.Moment.At(start, due, _calendar)
           where at is not null
           orderby at
           select new ScheduledLevel(level.Level, at.Value, [.. level.Notifies.Select(role => Address(role, team, area))], level.Anonymised),
    ];

    private static Recipient Address(string role, Team team, string area) => role switch
    {
        Roles.TeamManager or Roles.ServiceManager => new Recipient(role, team.Id),
        Roles.MacseChair or Roles.BoardChair => new Recipient(role, area),
        _ => new Recipient(role),
    };
}
