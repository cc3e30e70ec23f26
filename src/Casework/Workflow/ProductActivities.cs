using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Jobs;
using Peninsula.Activities.Notices;

namespace Peninsula.Casework.Workflow;

/// <summary>What the service does by itself when a pathway asks for it: the one list, for cases, rehearsals and simulations.</summary>
internal static class ProductActivities
{
    /// <summary>The types of job that they do.</summary>
    public static IReadOnlyList<string> JobTypes { get; } = ["notify"];

    /// <summary>The product's activities.</summary>
    /// <param name="vocabulary">The data that they go by.</param>
    /// <param name="inbox">Where notices go.</param>
    /// <param name="clock">The time.</param>
    public static ActivityRegistry Of(VocabularySource vocabulary, IInbox inbox, IClock clock) =>
        Checked(new ActivityRegistry(clock, vocabulary.Current.Calendar.Zone).Add(new NotifyActivity(vocabulary, inbox)));

    private static ActivityRegistry Checked(ActivityRegistry activities) => activities.JobTypes.ToHashSet().SetEquals(JobTypes)
        ? activities
        : throw new InvalidOperationException($"The types of job are said to be {string.Join(", ", JobTypes)}, and there are activities for {string.Join(", ", activities.JobTypes)}.");
}
