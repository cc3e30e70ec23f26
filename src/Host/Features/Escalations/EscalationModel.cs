using Peninsula.Casework.Escalations;

namespace Peninsula.Host.Features.Escalations;

/// <summary>What was typed and why it was not taken: which form, and what is wrong with it.</summary>
internal sealed record Wrong(string Field, string Message, string Typed);

/// <param name="Level">The level of the ladder that was reached.</param>
/// <param name="To">Whom it climbed to, by post.</param>
/// <param name="Words">Every direction and answer, oldest first.</param>
/// <param name="MayAnswer">Whether the reader's team owes the task.</param>
/// <param name="MayDirect">Whether it climbed to the reader's post.</param>
internal sealed record EscalationModel(
    EscalationFile File, string Level, string To, string? Team, IReadOnlyList<(Said Said, bool IsDirection)> Words, bool MayAnswer, bool MayDirect, Wrong? Wrong);
