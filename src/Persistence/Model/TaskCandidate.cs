using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Peninsula.Persistence.Model;

/// <summary>A group or a person who may take an open task.</summary>
public sealed class TaskCandidate
{
    /// <summary>The task.</summary>
    public long TaskKey { get; init; }

    /// <summary>The task's instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>Whether it is a group; a person otherwise.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The group's or person's id.</summary>
    public required string Name { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TaskCandidate>
    {
        public void Configure(EntityTypeBuilder<TaskCandidate> builder)
        {
            builder.ToTable("task_candidates");
            builder.HasKey(row => new { row.TaskKey, row.IsGroup, row.Name });
            builder.HasIndex(row => new { row.Name, row.IsGroup, row.TaskKey });
        }
    }
}
