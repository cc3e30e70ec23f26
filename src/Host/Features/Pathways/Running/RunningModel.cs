using NodaTime;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways.Running;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Host.Features.Pathways.Running;

/// <summary>Where the running cases of a pathway stand.</summary>
/// <param name="LiveKey">The live version, which the drawing shows.</param>
/// <param name="Heat">What the drawing shows at each element, as JSON.</param>
internal sealed record RunningModel(string ProcessId, string Name, long LiveKey, Standing Standing, string Heat);

/// <summary>A move of cases as it is prepared.</summary>
/// <param name="Tried">What it would do; null before it was tried.</param>
internal sealed record MoveCasesModel(
    string ProcessId, string Name, DeployedResource From, DeployedResource To, IReadOnlyList<MappedElement> Elements, DryRun? Tried, string? Reason, IReadOnlyList<FieldError> Errors);

/// <summary>How far a move is.</summary>
/// <param name="Failed">Cases that could not go, with why.</param>
internal sealed record MovingModel(string ProcessId, string Name, BatchProgress Progress, string? By, Instant Begun, IReadOnlyList<StayingCase> Failed);

/// <summary>A case that somebody puts right where it stands.</summary>
internal sealed record RepairModel(StandingCase Case, string? Place, string? Reason, IReadOnlyList<FieldError> Errors);
