using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Collects what is wrong with a file; stops counting where nobody would read on.</summary>
internal sealed class ProblemList
{
    private const int Most = 500;
    private readonly HashSet<BpmnProblem> _problems = [];
    private readonly HashSet<BpmnProblem> _warnings = [];

    public bool IsEmpty => _problems.Count == 0;

    public void Add(BpmnProblem problem)
    {
        if (_problems.Count < Most)
        {
            _problems.Add(problem);
        }
    }

    public void Add(string rule, XmlElement at, string message) => Add(At(rule, at, message));

    /// <summary>A problem as it is reported of that element.</summary>
    public static BpmnProblem At(string rule, XmlElement at, string message) =>
        new(rule, message, at.Id ?? Named(at)?.Id, at.Id is null ? Named(at)?.Label : at.Label, at.Line);

    public void Warn(BpmnProblem problem)
    {
        if (_warnings.Count < Most)
        {
            _warnings.Add(problem);
        }
    }

    /// <summary>The warnings in the file's order.</summary>
    public IReadOnlyList<BpmnProblem> SortedWarnings() => [.. _warnings.OrderBy(problem => problem.Line)];

    public void AddForFile(string rule, string message, int line = 0) => Add(new BpmnProblem(rule, message, null, null, line));

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<BpmnProblem> Sorted() => [.. _problems.OrderBy(problem => problem.Line)];

    /// <summary>The nearest element around it that has an id: parts of an element are reported as that element's.</summary>
    private static XmlElement? Named(XmlElement at)
    {
        var around = at.Parent;
        while (around is not null && around.Id is null)
        {
            around = around.Parent;
        }

        return around;
    }
}
