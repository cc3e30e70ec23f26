using NodaTime;
using Peninsula.Activities.Variants;
using Peninsula.Casework.Pathways;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Features.Pathways;

/// <summary>One line of the list of pathways.</summary>
/// <param name="Version">The live version's number; null for one that was never published.</param>
/// <param name="Open">The version that is being drawn or reviewed, or null.</param>
internal sealed record PathwayLine(string ProcessId, string Name, int? Version, Instant? Since, PathwayVersionRecord? Open);

/// <summary>A version that was live.</summary>
internal sealed record PathwayRelease(long Key, int Version, Instant Since, bool IsLive, string? Reason, string? By);

/// <param name="IsVariant">Whether it is an area's variant of a shared pathway.</param>
/// <param name="Steps">The live version in words; those of the draft when none is live.</param>
internal sealed record PathwayModel(
    string ProcessId, string Name, string? Purpose, int? Version, IReadOnlyList<WordedStep> Steps, PathwayVersionRecord? Open, string? OpenBy, IReadOnlyList<PathwayRelease> Releases,
    bool IsVariant);

/// <summary>An area's variant beside the pathway that the peninsula shares.</summary>
/// <param name="Areas">The areas that work it, by name.</param>
internal sealed record TemplateModel(
    string ProcessId, string Name, string SharedId, string SharedName, PathwayVariant Variant, IReadOnlyList<string> Areas, IReadOnlyList<WordedChange> Differences);
