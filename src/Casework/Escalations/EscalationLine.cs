using NodaTime;

namespace Peninsula.Casework.Escalations;

/// <summary>A direction or an answer, and who gave it.</summary>
public sealed record Said(string? By, Instant At, string Text);

/// <summary>An open escalation in few words: on a list, a task or a case.</summary>
/// <param name="Waits">Whether the direction still waits for an answer.</param>
public sealed record EscalationLine(long Key, long TaskKey, string TaskName, string? CaseReference, string Level, Instant Raised, Said? Direction, Said? Answer, bool Waits, Instant? Due);
