using Peninsula.Activities;
using Peninsula.Persistence.Model;

namespace Peninsula.Casework.Tasks;

/// <summary>What the pathway says about a task's deadline.</summary>
public sealed record TaskLaw(string Title, string Limit, string Source, bool ConfirmLocally);

/// <summary>Finds the timescale that a task is under.</summary>
public sealed class TaskLaws(Vocabulary vocabulary)
{
    public TaskLaw? Of(TaskRecord task) =>
        task.Timescale is { } key && vocabulary.Timescales.TryGet(key, out var timescale)
            && (timescale.InForceAt(task.Created) ?? timescale.Versions[^1]) is { } version
            ? new TaskLaw(version.Title, version.Describe(), version.Source, version.ConfirmLocally)
            : null;
}
