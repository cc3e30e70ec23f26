using Microsoft.EntityFrameworkCore;
using Peninsula.Persistence.Model;

namespace Peninsula.Persistence.Services;

/// <summary>The versions of pathways that managers draw, review and publish. Not on the path of a case, so EF Core writes them.</summary>
public sealed class PathwayVersions(IDbContextFactory<PeninsulaDbContext> contexts)
{
    /// <summary>Those that are neither published nor given up, the newest first.</summary>
    public async Task<IReadOnlyList<PathwayVersionRecord>> OpenAsync(CancellationToken cancel = default) =>
        await ListAsync(rows => rows.Where(row => row.State != PathwayVersionState.Published && row.State != PathwayVersionState.Discarded), cancel);

    /// <summary>Every version of one pathway, the newest first.</summary>
    public async Task<IReadOnlyList<PathwayVersionRecord>> OfAsync(string processId, CancellationToken cancel = default) =>
        await ListAsync(rows => rows.Where(row => row.ProcessId == processId), cancel);

    /// <summary>One version, or null.</summary>
    public async Task<PathwayVersionRecord?> FindAsync(long key, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PathwayVersions.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancel);
    }

    /// <summary>Keeps a new version.</summary>
    public async Task AddAsync(PathwayVersionRecord version, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(version);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Changes a version that nobody has changed since <paramref name="revision"/> was seen, and counts the revision up.
    /// Null when somebody has, when it is gone, or when <paramref name="change"/> says that it may not be: nothing is overwritten.
    /// </summary>
    public async Task<PathwayVersionRecord?> ChangeAsync(long key, int revision, Func<PathwayVersionRecord, bool> change, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var version = await db.PathwayVersions.AsTracking().FirstOrDefaultAsync(row => row.Key == key && row.Revision == revision, cancel);
        if (version is null || !change(version))
        {
            return null;
        }

        version.Revision++;
        try
        {
            await db.SaveChangesAsync(cancel);
            return version;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<PathwayVersionRecord>> ListAsync(Func<IQueryable<PathwayVersionRecord>, IQueryable<PathwayVersionRecord>> which, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await which(db.PathwayVersions.AsNoTracking()).OrderByDescending(row => row.Key).ToListAsync(cancel);
    }
}
