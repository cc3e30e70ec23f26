using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Model;

/// <summary>A user task, open or ended.</summary>
public sealed class TaskRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The process that asks for it: a called one, where it stands in one.</summary>
    public required string ProcessId { get; init; }

    /// <summary>Its form, or null.</summary>
    public string? FormId { get; init; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The person whose it is, or null while nobody took it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The area, from the task's tags.</summary>
    public string? Area { get; init; }

    /// <summary>The agency that owes it, from the task's tags.</summary>
    public string? Agency { get; init; }

    /// <summary>The team that owes it, from the task's tags.</summary>
    public string? Team { get; init; }

    /// <summary>The timescale that it is due under, from the task's tags.</summary>
    public string? Timescale { get; init; }

    /// <summary>The key of its item class: who on the case may know of it. Null: everybody on the case.</summary>
    public string? Disclosure { get; init; }

    /// <summary>0 to 100.</summary>
    public int Priority { get; init; }

    /// <summary>When it was created.</summary>
    public Instant Created { get; init; }

    /// <summary>When it is due, or null.</summary>
    public Instant? Due { get; init; }

    /// <summary>When somebody should have looked again, or null.</summary>
    public Instant? FollowUp { get; init; }

    /// <summary>The last step of its ladder that was told, or null for none.</summary>
    public string? LadderLevel { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; init; }

    /// <summary>When it was completed or cancelled, or null.</summary>
    public Instant? CompletedAt { get; init; }

    /// <summary>Who completed it, or null.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>Who may take it; only while it is open.</summary>
    public ICollection<TaskCandidate> Candidates { get; init; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<TaskRecord>
    {
        public void Configure(EntityTypeBuilder<TaskRecord> builder)
        {
            builder.ToTable("user_tasks");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            // Open tasks are few beside those that are done: the lists' indexes hold nothing else.
            builder.HasIndex(row => new { row.Team, row.Due }).HasFilter("state = 0");
            builder.HasIndex(row => new { row.Assignee, row.Due }).HasFilter("state = 0");
            // All that oversight counts is in it, in the order of its groups: no task is read and nothing sorted for a count.
            // The state is there because SQLite else reads each task to see what the filter says already.
            builder.HasIndex(row => new { row.Area, row.Agency, row.LadderLevel, row.Due, row.State }).HasFilter("state = 0");
            builder.HasIndex(row => row.InstanceKey);
            builder.HasMany(row => row.Candidates).WithOne().HasForeignKey(candidate => candidate.TaskKey);
        }
    }
}
