using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel;

/// <summary>Where an expression finds its names.</summary>
public interface IFeelScope
{
    /// <summary>The value of a name; false when the scope does not know it.</summary>
    bool TryGet(string name, out FeelValue value);
}

/// <summary>Functions that the host adds to FEEL. Lookups must be pure and thread-safe.</summary>
public interface IFeelHost
{
    /// <summary>The functions' names, which may have spaces; they are needed to read an expression.</summary>
    IReadOnlyCollection<string> FunctionNames { get; }

    /// <summary>Finds a function by its name.</summary>
    bool TryGetFunction(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FeelFunction? function);
}
