using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads mappings and data: <c>zeebe:ioMapping</c>, and plain data objects, properties and associations as variables.</summary>
internal sealed class DataReading(SharedElements shared, ProblemList problems)
{
    public List<Mapping> Inputs(XElement element) => [.. Zeebe(element, "input"), .. Associations(element, "dataInputAssociation")];

    public List<Mapping> Outputs(XElement element) => [.. Zeebe(element, "output"), .. Associations(element, "dataOutputAssociation")];

    /// <summary>The variable that a data object, reference, property or data input stands for.</summary>
    public static string NameOf(XElement data)
    {
        if (data.Attr("dataObjectRef") is { } reference
            && data.Document?.Descendants(Xml.Bpmn + "dataObject").FirstOrDefault(candidate => candidate.Attr("id") == Xml.Unprefixed(reference)) is { } target)
        {
            data = target;
        }

        return data.Attr("name") is { Length: > 0 } name ? name : data.Attr("id") ?? "";
    }

    public static List<DataItem> Items(XElement container) =>
        [.. container.BpmnChildren().Where(child => child.Name.LocalName is "dataObject" or "property").Select(child => new DataItem(NameOf(child), null))];

    private IEnumerable<Mapping> Zeebe(XElement element, string kind)
    {
        foreach (var mapping in element.ZeebeChild("ioMapping")?.Elements(Xml.Zeebe + kind) ?? [])
        {
            if (mapping.Attr("target") is not { Length: > 0 } target)
            {
                problems.Add(element, "mapping-target", $"An {kind} mapping has no target variable. Name one.");
            }
            else if (shared.Expressions.Value(element, mapping.Attr("source")) is { } source)
            {
                yield return new Mapping(source, target);
            }
            else if (mapping.Attr("source") is null or "")
            {
                problems.Add(element, "mapping-source", $"The {kind} mapping to '{target}' has no source. Write an expression, such as = {target}.");
            }
        }
    }

    // An association without ends or assignments only draws a line; one with assignments or two ends moves data.
    private IEnumerable<Mapping> Associations(XElement element, string kind)
    {
        foreach (var association in element.ChildrenNamed(kind))
        {
            foreach (var assignment in association.ChildrenNamed("assignment"))
            {
                if (assignment.TextOf("to") is { } to && shared.Expressions.Feel(association, assignment.TextOf("from")) is { } from)
                {
                    yield return new Mapping(from, to.TrimStart('=').Trim());
                }
            }

            if (association.TextOf("transformation") is { } transformation && Named(association, "targetRef") is { } target
                && shared.Expressions.Feel(association, transformation) is { } transform)
            {
                yield return new Mapping(transform, target);
            }
        }
    }

    private static string? Named(XElement association, string end)
    {
        var id = association.TextOf(end);
        var found = id is null ? null : association.Document?.Descendants().FirstOrDefault(candidate => candidate.Attr("id") == Xml.Unprefixed(id));
        return found is null ? id : NameOf(found);
    }
}
