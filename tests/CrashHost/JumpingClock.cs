using System.Diagnostics;
using NodaTime;

namespace Peninsula.CrashHost;

/// <summary>The system's clock, as somebody keeps setting it: each offset holds for a fifth of a second, then the next.</summary>
internal sealed class JumpingClock(IReadOnlyList<Duration> offsets) : IClock
{
    private static readonly TimeSpan Holds = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _since = Stopwatch.StartNew();

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + offsets[(int)(_since.Elapsed / Holds) % offsets.Count];
}
