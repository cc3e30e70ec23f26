using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>What can be a variable's name without quoting.</summary>
internal static class Names
{
    public static bool IsVariable([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 } && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
