namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>A step cannot be played at all: not a refusal, which a scenario may expect, but a mistake of the scenario.</summary>
internal sealed class CannotPlayException(string message) : Exception(message);
