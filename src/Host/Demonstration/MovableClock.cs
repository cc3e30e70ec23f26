using NodaTime;

namespace Peninsula.Host.Demonstration;

/// <summary>A clock that stands where the demonstration is.</summary>
internal sealed class MovableClock(Instant start) : IClock
{
    private Instant _now = start;

    public Instant GetCurrentInstant() => _now;

    public void MoveTo(Instant at) => _now = Instant.Max(_now, at);
}
