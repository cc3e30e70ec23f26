using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Casework.Pathways.WhatIf;

/// <summary>What somebody did at a task: after how long, and what they said.</summary>
internal sealed record PastAnswer(Duration After, FeelContext Said);

/// <summary>A case to be played again: when and with what it began, and what was done at each task in turn.</summary>
/// <param name="Began">When.</param>
/// <param name="Variables">What it began with.</param>
/// <param name="Answers">By process and element, in the order in which they were given.</param>
internal sealed record PastCase(Instant Began, FeelContext Variables, IReadOnlyDictionary<string, IReadOnlyList<PastAnswer>> Answers)
{
    public static string At(string processId, string elementId) => $"{processId}/{elementId}";
}
