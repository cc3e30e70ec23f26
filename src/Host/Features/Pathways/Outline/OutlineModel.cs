using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Features.Pathways.Outline;

/// <summary>A draft as its outline shows it.</summary>
internal sealed record OutlineModel(PathwayVersionRecord Draft, string ChangedBy, IReadOnlyList<WordedStep> Steps, IReadOnlyList<DraftProblem> Problems);

/// <summary>What a manager typed of a step.</summary>
internal sealed record StepAnswers
{
    public string? Name { get; init; }

    public string? Why { get; init; }

    public string? Lane { get; init; }

    public string? Deadline { get; init; }

    public string? Ladder { get; init; }

    public string? Form { get; init; }

    /// <summary>The item class that says who may read it.</summary>
    public string? Disclosure { get; init; }

    public string[] Principles { get; init; } = [];

    /// <summary>For a step that is added: what it is to be.</summary>
    public string? Kind { get; init; }

    /// <summary>For a step that is added: how long it waits, in days; or which pathway it runs; or which agency it tells.</summary>
    public int? WaitDays { get; init; }

    public string? Pathway { get; init; }

    public string? Agency { get; init; }
}

/// <summary>What can be chosen for a step: only what exists.</summary>
internal sealed record StepChoices(
    IReadOnlyList<Choice> Lanes, IReadOnlyList<Choice> Deadlines, IReadOnlyList<Choice> Ladders, IReadOnlyList<Choice> Forms, IReadOnlyList<Choice> Classes, IReadOnlyList<Choice> Principles,
    IReadOnlyList<Choice> Pathways, IReadOnlyList<Choice> Agencies);

/// <param name="StepId">The step that is changed; null for one that is added.</param>
/// <param name="FlowId">Where the new step is to stand; null when one is changed.</param>
/// <param name="Place">That place in words.</param>
/// <param name="IsTask">Whether the step is a person's work, with a lane, a form and a deadline.</param>
internal sealed record StepModel(
    PathwayVersionRecord Draft, string? StepId, string? FlowId, string Place, bool IsTask, StepAnswers Answers, StepChoices Choices, IReadOnlyList<FieldError> Errors);

/// <summary>Where a step can be moved to.</summary>
internal sealed record MoveModel(PathwayVersionRecord Draft, WordedStep Step, IReadOnlyList<Choice> Places, IReadOnlyList<FieldError> Errors);
