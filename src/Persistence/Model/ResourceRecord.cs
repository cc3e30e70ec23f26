using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Model;

/// <summary>A deployed file.</summary>
public sealed class ResourceRecord
{
    /// <summary>Its key: the definition key for a process.</summary>
    public long Key { get; init; }

    /// <summary>What it is.</summary>
    public ResourceKind Kind { get; init; }

    /// <summary>The process's, decision file's or form's id.</summary>
    public required string Id { get; init; }

    /// <summary>1, 2, 3 ... of that id.</summary>
    public int Version { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The file, as it was deployed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>Whose it is: the system that deployed it, or null for what the host itself looks after.</summary>
    public string? Owner { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ResourceRecord>
    {
        public void Configure(EntityTypeBuilder<ResourceRecord> builder)
        {
            builder.ToTable("resources");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.Kind, row.Id, row.Version }).IsUnique();
        }
    }
}
