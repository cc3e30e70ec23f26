using System.Globalization;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Gives case references such as <c>CSE-2026-000123</c>: one after another within a year, none twice.</summary>
public sealed class CaseReferences
{
    private readonly IDatabase _database;

    internal CaseReferences(IDatabase database) => _database = database;

    /// <summary>The next reference. A number is lost only when what it was taken for does not happen.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="year">The year, as people at the place count it.</param>
    public async Task<string> NextAsync(string prefix, int year)
    {
        var number = await _database.WriteAsync(session => session.NumberAsync(
            "INSERT INTO case_counters (prefix, year, last) VALUES (?1, ?2, 1) ON CONFLICT (prefix, year) DO UPDATE SET last = case_counters.last + 1 RETURNING last",
            prefix, year));
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:0000}-{number:000000}");
    }
}
