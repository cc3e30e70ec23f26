using NodaTime;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>A clock that stands still until it is moved, and never goes back.</summary>
internal sealed class SettableClock(Instant now) : IClock
{
    private Instant now = now;

    public Instant GetCurrentInstant() => now;

    public void MoveTo(Instant time) => now = Instant.Max(now, time);
}
