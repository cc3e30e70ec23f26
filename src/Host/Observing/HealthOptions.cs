namespace Peninsula.Host.Observing;

/// <summary>From when on what waits is too late; settings under <c>Health</c>.</summary>
internal sealed class HealthOptions
{
    /// <summary>A timer that is this long past its time.</summary>
    public TimeSpan TimerLag { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A job that nobody took for this long.</summary>
    public TimeSpan JobLag { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the database may take to answer before it counts as gone.</summary>
    public TimeSpan DatabaseAnswer { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a write is tried, however often somebody asks.</summary>
    public TimeSpan WriteEvery { get; set; } = TimeSpan.FromSeconds(5);
}
