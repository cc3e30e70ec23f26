using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks;

/// <summary>Something that pathways of this field must keep.</summary>
/// <param name="Id">Its stable id, by which problems, exceptions and documents name it.</param>
/// <param name="Title">It in a sentence.</param>
/// <param name="Reason">Why: the law, the strategy, or what went wrong somewhere.</param>
/// <param name="Severity">Whether breaking it stands in the way of publishing.</param>
/// <param name="Find">Finds everything that breaks it.</param>
internal sealed record PathwayRule(string Id, string Title, string Reason, PathwaySeverity Severity, Func<PathwaySet, Vocabulary, IEnumerable<Finding>> Find);

/// <summary>Where a rule is broken, and what to do.</summary>
internal sealed record Finding(string File, int Line, string? ElementId, string? ElementName, string Message)
{
    public static Finding At(Pathway pathway, FlowNode node, string message) => new(pathway.File, node.Line, node.Id, node.Name, message);

    public static Finding Of(Pathway pathway, string message) => new(pathway.File, 0, pathway.Process.Id, pathway.Process.Name, message);

    public static Finding At(PathwayForm form, PathwayField field, string message) => new(form.File, field.Line, field.Key, field.Label, message);

    public static Finding Of(PathwayForm form, string message) => new(form.File, 0, form.Id, null, message);
}
