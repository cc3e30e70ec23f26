using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Peninsula.Persistence.Model;

/// <summary>The last number given to a case reference in a year.</summary>
public sealed class CaseCounter
{
    /// <summary>What references begin with: <c>CSE</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>The year.</summary>
    public int Year { get; init; }

    /// <summary>The last number given.</summary>
    public int Last { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseCounter>
    {
        public void Configure(EntityTypeBuilder<CaseCounter> builder)
        {
            builder.ToTable("case_counters");
            builder.HasKey(row => new { row.Prefix, row.Year });
        }
    }
}
