using Peninsula.Casework.Escalations;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Tasks;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Features.Tasks;

/// <param name="Facts">What the case is about: label and text.</param>
/// <param name="Why">Why it is asked, from the pathway; null when the pathway does not say.</param>
/// <param name="AskedBy">The pathway that asks.</param>
/// <param name="Holder">The name of whoever has it, or null.</param>
/// <param name="MayComplete">Whether the reader may fill it in.</param>
/// <param name="MayClaim">Whether the reader may take it.</param>
/// <param name="DraftSaved">Whether a draft was saved just now.</param>
internal sealed record TaskModel(
    TaskRecord Task, BoundForm Form, IReadOnlyList<(string Label, string Text)> Facts, string? Why, string AskedBy, string Area, string? Team, string? Holder, TaskLaw? Law, bool MayComplete, bool MayClaim, bool DraftSaved)
{
    /// <summary>The ladder steps that the late task has reached.</summary>
    public IReadOnlyList<EscalationLine> Escalations { get; init; } = [];
}

/// <summary>A task that was done or given to somebody else meanwhile, with what the reader had typed.</summary>
/// <param name="By">Who has done it or holds it; null when the pathway no longer asks for it.</param>
internal sealed record StaleModel(TaskRecord Task, string? By, BoundForm? Typed);
