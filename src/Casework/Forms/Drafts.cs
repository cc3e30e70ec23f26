using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;

namespace Peninsula.Casework.Forms;

/// <summary>What people have typed and not yet sent, as forms understand it. A draft is its writer's alone.</summary>
public sealed class Drafts(DraftStore store, PeninsulaDbContext db, IClock clock)
{
    /// <summary>More than this is not kept: answers, not documents.</summary>
    private const int LongestJson = 512 * 1024;

    public static string ForTask(long taskKey) => $"task:{taskKey}";

    public async Task<Typed?> FindAsync(string id, string person, CancellationToken cancel) =>
        await store.FindAsync(id, person, cancel) is { } draft ? Typed.FromJson(draft.Json) : null;

    /// <summary>Ids and times of a person's drafts whose id begins so, newest first.</summary>
    public async Task<IReadOnlyList<(string Id, Instant SavedAt)>> ListAsync(string prefix, string person, CancellationToken cancel)
    {
        var rows = await db.Drafts
            .Where(draft => draft.Person == person && draft.Id.StartsWith(prefix))
            .OrderByDescending(draft => draft.SavedAt)
            .Select(draft => new { draft.Id, draft.SavedAt })
            .ToListAsync(cancel);
        return [.. rows.Select(row => (row.Id, row.SavedAt))];
    }

    public Task SaveAsync(string id, string person, Typed typed)
    {
        var json = typed.ToJson();
        return json.Length > LongestJson
            ? throw new DraftTooLongException()
            : store.SaveAsync(id, person, json, clock.GetCurrentInstant());
    }

    public Task DiscardAsync(string id, string person) => store.DiscardAsync(id, person);
}

/// <summary>More was typed than a form can take, whatever its fields say: no person types that much.</summary>
public sealed class DraftTooLongException() : Exception("The draft is too long.");
