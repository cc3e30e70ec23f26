using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Setup;

/// <summary>Registers the store.</summary>
public static class PersistenceServices
{
    /// <summary>Adds the store, its read side and its small services. The schema is brought up to date when the store is first asked for. Whoever calls it registers the domain's <see cref="IDomainProjection"/> as well.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="connectionString"><c>Data Source=FILE</c> for SQLite, <c>Host=...;Database=...;Username=...</c> for PostgreSQL.</param>
    /// <param name="queueLimit">Writes that may wait before callers hear "busy".</param>
    /// <exception cref="StoreException">The connection string is for neither.</exception>
    public static IServiceCollection AddPeninsulaPersistence(this IServiceCollection services, string connectionString, int queueLimit = 4096)
    {
        services.AddSingleton<IDbContextFactory<PeninsulaDbContext>>(new PeninsulaContexts(connectionString));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContext());
        services.AddSingleton(provider => PeninsulaDatabase.Open(
            connectionString, provider.GetRequiredService<IDomainProjection>(), queueLimit, provider.GetRequiredService<ILoggerFactory>().CreateLogger<PeninsulaDatabase>()));
        services.AddSingleton<IWorkflowStore>(provider => provider.GetRequiredService<PeninsulaDatabase>().Store);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().Inbox);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().Drafts);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().Reads);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().References);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().History);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().Membership);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().Worklists);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().LateWork);
        services.AddSingleton(provider => provider.GetRequiredService<PeninsulaDatabase>().Sessions);
        services.AddScoped<Queries.InstanceFiles>();
        services.AddSingleton<PathwayVersions>();
        return services;
    }
}
