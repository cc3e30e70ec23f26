using NodaTime;

namespace Peninsula.Casework.Workflow;

/// <summary>A clock that stands where a demonstration or simulation is.</summary>
internal sealed class MovableClock(Instant start) : IClock
{
    private Instant _now = start;

    public Instant GetCurrentInstant() => _now;

    public void MoveTo(Instant at) => _now = Instant.Max(_now, at);
}
