using Microsoft.Extensions.Configuration;

namespace Peninsula.Casework;

/// <summary>The demonstration's settings, section <c>Demonstration</c>.</summary>
public sealed class DemonstrationOptions
{
    /// <summary>Whether this host is a demonstration: anybody who reaches it may be any fictional person. Only on a database of its own.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whether an empty database is filled with fictional cases when a demonstration starts.</summary>
    public bool Seed { get; set; } = true;

    /// <summary>The settings of a host.</summary>
    public static DemonstrationOptions Of(IConfiguration configuration) => configuration.GetSection("Demonstration").Get<DemonstrationOptions>() ?? new DemonstrationOptions();
}
