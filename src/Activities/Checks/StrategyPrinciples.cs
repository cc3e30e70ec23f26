namespace Peninsula.Activities.Checks;

/// <summary>One of the seven principles that the strategy takes from "See me, hear me".</summary>
/// <param name="Number">Its number, as <c>peninsula:principle</c> names it.</param>
/// <param name="Title">It, as the strategy words it.</param>
public sealed record StrategyPrinciple(string Number, string Title);

/// <summary>The seven principles.</summary>
public static class StrategyPrinciples
{
    /// <summary>All of them, in the strategy's order.</summary>
    public static IReadOnlyList<StrategyPrinciple> All { get; } =
    [
        new("1", "The child's best interests must be the top priority"),
        new("2", "Participation of children and young people"),
        new("3", "Enduring relationships and support"),
        new("4", "Comprehensive problem-profiling"),
        new("5", "Effective information-sharing within and between agencies"),
        new("6", "Supervision, support and training for staff"),
        new("7", "Evaluation and review"),
    ];
}
