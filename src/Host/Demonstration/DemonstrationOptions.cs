namespace Peninsula.Host.Demonstration;

/// <summary>The demonstration's settings, section <c>Demonstration</c>.</summary>
public sealed class DemonstrationOptions
{
    /// <summary>Whether an empty database is filled with fictional cases when the host starts. Never in Production.</summary>
    public bool Seed { get; set; } = true;
}
