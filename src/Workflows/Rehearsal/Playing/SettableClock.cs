using NodaTime;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>A clock that stands still until it is moved, and never goes back.</summary>
internal sealed class SettableClock(Instant now) : IClock
{
    private Instant _now = now;

    public Instant GetCurrentInstant() => _now;

    public void MoveTo(Instant time) => _now = Instant.Max(_now, time);
}
