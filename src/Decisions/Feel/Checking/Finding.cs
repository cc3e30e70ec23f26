using Peninsula.Decisions.Feel.Compilation;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>Something that is wrong whatever the values will be.</summary>
/// <param name="Source">The text, where there are several.</param>
/// <param name="Position">The place in it.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">What was perhaps meant.</param>
internal readonly record struct Finding(FeelSource? Source, int Position, string Message, string? Suggestion);
