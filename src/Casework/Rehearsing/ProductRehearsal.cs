using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Activities.Feel;
using Peninsula.Activities.Jobs;
using Peninsula.Activities.Notices;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Rehearsal;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Rehearsing;

/// <summary>What the product brings to a rehearsal: its directory, timescales and ladders, its FEEL functions, its jobs.</summary>
public static class ProductRehearsal
{
    /// <summary>The setup on the data files beside the binaries; null when they cannot be used.</summary>
    public static RehearsalSetup? Load(out IReadOnlyList<string> problems)
    {
        var loading = Vocabulary.Load(PathwayFiles.ProductFolder);
        problems = [.. loading.Problems.Select(problem => problem.ToString())];
        return loading.Vocabulary is { } vocabulary ? For(vocabulary) : null;
    }

    /// <summary>The setup on a vocabulary that is loaded already.</summary>
    public static RehearsalSetup For(Vocabulary vocabulary) => new()
    {
        Zone = vocabulary.Calendar.Zone,
        Tasks = new SafeguardingTaskPolicy(vocabulary),
        Feel = new SafeguardingFunctions(vocabulary),
        Jobs = clock => new ProductJobs(vocabulary, clock),
    };

    /// <summary>Runs the product's activities on an inbox that is the scenario's own.</summary>
    private sealed class ProductJobs : IRehearsalJobs, IInbox
    {
        private readonly ActivityRegistry _activities;
        private readonly List<string> _sent = [];

        public ProductJobs(Vocabulary vocabulary, IClock clock) =>
            _activities = ProductActivities.Of(VocabularySource.Of(vocabulary), this, clock);

        public IReadOnlyCollection<string> Types => _activities.JobTypes;

        public IReadOnlyList<string> Notifications => _sent;

        public ValueTask<Command> RunAsync(WaitingJob job, CancellationToken cancel) => _activities.RunAsync(job, cancel);

        // A team is one recipient, however many inboxes it has.
        public ValueTask DeliverAsync(IReadOnlyList<Notice> notices, CancellationToken cancel = default)
        {
            _sent.AddRange(notices.Select(notice => $"{notice.Kind}: {notice.To}").Distinct());
            return ValueTask.CompletedTask;
        }
    }
}
