using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Peninsula.Persistence.Model;

/// <summary>Where a chain of the audit of reads ends: without it, nobody would miss its last entries.</summary>
public sealed class ReadChainRecord
{
    /// <summary>The chain.</summary>
    public long Chain { get; init; }

    /// <summary>The number of its last entry.</summary>
    public long Number { get; init; }

    /// <summary>The hash of its last entry.</summary>
    public required byte[] Hash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReadChainRecord>
    {
        public void Configure(EntityTypeBuilder<ReadChainRecord> builder)
        {
            builder.ToTable("read_chains");
            builder.HasKey(row => row.Chain);
            builder.Property(row => row.Chain).ValueGeneratedNever();
        }
    }
}
