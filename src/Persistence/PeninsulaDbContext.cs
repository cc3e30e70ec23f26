using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Setup;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence;

/// <summary>The schema, and the read side. The engine's own writes go through <see cref="WorkflowStore"/>.</summary>
/// <remarks>Times are 64-bit counts of 100 ns since 1970 (UTC), so that they sort and compare as they are. Enumerations are their numbers.</remarks>
public partial class PeninsulaDbContext : DbContext, IDataProtectionKeyContext
{
    /// <summary>A context for a SQLite file; for either database see <see cref="PeninsulaContexts"/>.</summary>
    public PeninsulaDbContext(DbContextOptions<PeninsulaDbContext> options)
        : base(options)
    {
    }

    /// <summary>A context for another database.</summary>
    protected PeninsulaDbContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>Process instances.</summary>
    public DbSet<InstanceRecord> Instances => Set<InstanceRecord>();

    /// <summary>Commands with their events.</summary>
    public DbSet<HistoryRecord> History => Set<HistoryRecord>();

    /// <summary>User tasks, open and ended.</summary>
    public DbSet<TaskRecord> Tasks => Set<TaskRecord>();

    /// <summary>Who may take which open task.</summary>
    public DbSet<TaskCandidate> TaskCandidates => Set<TaskCandidate>();

    /// <summary>Pending timers.</summary>
    public DbSet<TimerRecord> Timers => Set<TimerRecord>();

    /// <summary>Open subscriptions.</summary>
    public DbSet<SubscriptionRecord> Subscriptions => Set<SubscriptionRecord>();

    /// <summary>Waiting jobs.</summary>
    public DbSet<JobRecord> Jobs => Set<JobRecord>();

    /// <summary>Open incidents.</summary>
    public DbSet<IncidentRecord> Incidents => Set<IncidentRecord>();

    /// <summary>Messages and signals on their way.</summary>
    public DbSet<OutboxRecord> Outbox => Set<OutboxRecord>();

    /// <summary>Escalations, open and closed.</summary>
    public DbSet<EscalationRecord> Escalations => Set<EscalationRecord>();

    /// <summary>Notices in people's inboxes.</summary>
    public DbSet<NoticeRecord> Notices => Set<NoticeRecord>();

    /// <summary>Who has read which notice.</summary>
    public DbSet<NoticeRead> NoticeReads => Set<NoticeRead>();

    /// <summary>Deployed files.</summary>
    public DbSet<ResourceRecord> Resources => Set<ResourceRecord>();

    /// <summary>Cases.</summary>
    public DbSet<CaseRecord> Cases => Set<CaseRecord>();

    /// <summary>Hosts that share the database.</summary>
    public DbSet<HostRecord> Hosts => Set<HostRecord>();

    /// <summary>Drafts.</summary>
    public DbSet<DraftRecord> Drafts => Set<DraftRecord>();

    /// <summary>Cases opened with a reason by people who are not on them.</summary>
    public DbSet<CaseOpeningRecord> CaseOpenings => Set<CaseOpeningRecord>();

    /// <summary>People named for restricted cases.</summary>
    public DbSet<NamedPersonRecord> NamedPeople => Set<NamedPersonRecord>();

    /// <summary>Operations on many instances.</summary>
    public DbSet<BatchRecord> Batches => Set<BatchRecord>();

    /// <summary>The instances of batches.</summary>
    public DbSet<BatchItemRecord> BatchItems => Set<BatchItemRecord>();

    /// <summary>Versions of pathways that managers draw, review and publish.</summary>
    public DbSet<PathwayVersionRecord> PathwayVersions => Set<PathwayVersionRecord>();

    /// <summary>Who is signed in, on which browser.</summary>
    public DbSet<SessionRecord> Sessions => Set<SessionRecord>();

    /// <summary>The keys that seal cookies, forms and tokens, for all hosts.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What the database is for: one row.</summary>
    public DbSet<PurposeRecord> Purposes => Set<PurposeRecord>();

    /// <summary>Who read what, when.</summary>
    public DbSet<ReadRecord> Reads => Set<ReadRecord>();

    /// <summary>Where the chains of reads end.</summary>
    public DbSet<ReadChainRecord> ReadChains => Set<ReadChainRecord>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PeninsulaDbContext).Assembly);
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();

    private sealed class InstantConverter() : ValueConverter<Instant, long>(instant => instant.ToUnixTimeTicks(), ticks => Instant.FromUnixTimeTicks(ticks));
}
