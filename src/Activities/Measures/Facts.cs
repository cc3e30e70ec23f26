using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Measures;

/// <summary>The kinds of stored fact that measures count.</summary>
public enum FactKind
{
    /// <summary>User tasks, open and ended.</summary>
    Tasks,

    /// <summary>Ladder steps that were reached.</summary>
    Escalations,

    /// <summary>Cases: pathways that were started, with their own variables.</summary>
    Cases,

    /// <summary>Entries of the registers.</summary>
    Entries,
}

/// <summary>The names that a condition over one fact may use.</summary>
public static class FactNames
{
    private static readonly Dictionary<FactKind, string[]> Known = new()
    {
        [FactKind.Tasks] =
        [
            "pathway", "task", "area", "agency", "team", "timescale", "status", "inTime", "overdue", "daysLate", "ageBand", "step",
        ],
        [FactKind.Escalations] = ["pathway", "task", "area", "agency", "level", "acknowledged", "hoursToAcknowledge", "closed"],
        [FactKind.Cases] = ["pathway", "area", "status", "daysOpen", "case"],
        [FactKind.Entries] =
        [
            "register", "kind", "status", "area", "agency", "daysSinceStart", "daysSinceChange", "daysToChange", "daysToEnd", "times", "details",
        ],
    };

    /// <summary>The names of a kind of fact.</summary>
    public static IReadOnlyCollection<string> Of(FactKind kind) => Known[kind];
}

/// <summary>Where stored facts come from.</summary>
public interface IFacts
{
    /// <summary>Every stored fact of a kind, as a context with the names of <see cref="FactNames.Of"/>; what is not known is null.</summary>
    IEnumerable<FeelContext> Read(FactKind kind);
}
