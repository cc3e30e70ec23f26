using Peninsula.Decisions.Feel;

namespace Peninsula.Decisions.Dmn;

/// <summary>A decision of a model.</summary>
/// <param name="Id">The element's id.</param>
/// <param name="Name">The decision's name.</param>
/// <param name="Inputs">The names of the input data that it requires, directly or through other decisions.</param>
public sealed record DmnDecision(string Id, string Name, IReadOnlyList<string> Inputs);

/// <summary>What is known when a model is read.</summary>
public sealed record DmnReadOptions
{
    /// <summary>The host whose functions may be called.</summary>
    public IFeelHost? Host { get; init; }

    /// <summary>Models that this one may import; they are found by their namespace.</summary>
    public IReadOnlyList<DmnModel> Imports { get; init; } = [];

    /// <summary>Names that may be used beside the declared input data, such as a process's variables.</summary>
    public IReadOnlyCollection<string> KnownNames { get; init; } = [];
}

/// <summary>What came of reading a model.</summary>
/// <param name="Model">The model; null when the XML cannot be read at all.</param>
/// <param name="Problems">Every problem found. A model with problems must not be deployed.</param>
public sealed record DmnReading(DmnModel? Model, IReadOnlyList<DmnProblem> Problems);

/// <summary>A mistake in a model.</summary>
/// <param name="Message">What is wrong, in plain words.</param>
/// <param name="ElementId">The id of the element that has the mistake, if it has one.</param>
/// <param name="ElementName">The name of the element that has the mistake, if it has one.</param>
/// <param name="Line">The line in the file, from 1; 0 when not known.</param>
/// <param name="Column">The column within the expression, from 1; 0 when not known.</param>
/// <param name="Suggestion">A name that was perhaps meant.</param>
public sealed record DmnProblem(
    string Message, string? ElementId, string? ElementName, int Line, int Column = 0, string? Suggestion = null)
{
    /// <summary>The problem on one line.</summary>
    public override string ToString()
    {
        var suggestion = Suggestion is null ? "" : $" (did you mean '{Suggestion}'?)";
        var place = Column > 0 ? $"{Line}:{Column}" : $"{Line}";
        return $"{place}: {ElementName ?? ElementId ?? "model"}: {Message}{suggestion}";
    }
}
