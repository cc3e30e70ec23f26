using NodaTime;

namespace Peninsula.Persistence;

/// <summary>Writes down who read what. A page is shown only after its read is on the disk.</summary>
public sealed class ReadsAudit
{
    private readonly IDatabase database;

    internal ReadsAudit(IDatabase database) => this.database = database;

    /// <summary>Writes a read down.</summary>
    /// <param name="person">Who.</param>
    /// <param name="what">What was read, such as <c>case</c> or <c>task:KEY</c>.</param>
    /// <param name="businessKey">The case reference, or null.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, where a reason is asked for.</param>
    public Task RecordAsync(string person, string what, string? businessKey, Instant at, string? reason = null) => database.WriteAsync(session => session.RunAsync(
        "INSERT INTO reads_audit (at, person, what, business_key, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
        at.ToUnixTimeTicks(), person, what, businessKey, reason));
}
