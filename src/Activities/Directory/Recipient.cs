using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Directory;

/// <summary>
/// Whom a notice is for, by post rather than by name: a ladder runs for weeks, and who holds the post when a step is
/// reached may not be who held it when the task started. Written <c>role:scope</c>, e.g. <c>team-manager:torbay-police-mash</c>.
/// </summary>
/// <param name="Kind">One of the constants below.</param>
/// <param name="Scope">The team, area or person; null for the assignee and for roles of the whole peninsula.</param>
public sealed record Recipient(string Kind, string? Scope = null)
{
    /// <summary>Whoever has claimed the task, or its team while nobody has.</summary>
    public const string AssigneeKind = "assignee";

    /// <summary>A person, by id.</summary>
    public const string PersonKind = "person";

    /// <summary>Everyone in a team, by the team's id.</summary>
    public const string TeamKind = "team";

    /// <summary>The assignee.</summary>
    public static Recipient Assignee { get; } = new(AssigneeKind);

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Recipient? recipient)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, scope) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        recipient = kind.Length > 0 && scope != "" && (IsScoped(kind) ? scope is not null : IsUnscoped(kind) && scope is null)
            ? new Recipient(kind, scope)
            : null;
        return recipient is not null;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => Scope is null ? Kind : $"{Kind}:{Scope}";

    private static bool IsScoped(string kind) =>
        kind is PersonKind or TeamKind or Roles.TeamManager or Roles.ServiceManager or Roles.MacseChair or Roles.BoardChair;

    private static bool IsUnscoped(string kind) => kind is AssigneeKind or Roles.SafeguardingManager or Roles.Administrator;
}
