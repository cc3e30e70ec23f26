using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>
/// BPMN's own data associations (clause 10.4.2) as mappings: assignments and transformations in FEEL, and plain copies
/// between items that have names. Items without a usable name only draw, and map nothing.
/// </summary>
internal static class DataAssociations
{
    public static IEnumerable<Mapping> Inputs(XmlElement xml, ProcessContext context) => Read(xml, "dataInputAssociation", context);

    public static IEnumerable<Mapping> Outputs(XmlElement xml, ProcessContext context) => Read(xml, "dataOutputAssociation", context);

    /// <summary>The variable of an item-aware element: its name, or its id, if FEEL can say it; otherwise null.</summary>
    public static string? Variable(XmlElement? item, ProcessContext context)
    {
        if (item is null)
        {
            return null;
        }

        if (item.Name is "dataObjectReference" && context.File.Find(item["dataObjectRef"]) is { Name: "dataObject" } held)
        {
            return Variable(held, context);
        }

        return Names.IsVariable(item.Label) ? item.Label : item.Label is null && Names.IsVariable(item.Id) ? item.Id : null;
    }

    private static IEnumerable<Mapping> Read(XmlElement xml, string kind, ProcessContext context)
    {
        foreach (var association in xml.All(kind))
        {
            var target = Item(association, "targetRef", context);
            if (Transformed(association, target, context) is { } mapping)
            {
                yield return mapping;
            }

            foreach (var assignment in association.All("assignment"))
            {
                if (assignment.Child("to")?.Text.TrimStart('=').Trim() is { Length: > 0 } to
                    && context.Feel(assignment.Child("from"), $"the assignment to {to}") is { } from)
                {
                    yield return new Mapping(from, Variable(context.File.Find(to), context) ?? to);
                }
            }
        }
    }

    private static Mapping? Transformed(XmlElement association, XmlElement? target, ProcessContext context)
    {
        if (Variable(target, context) is not { } to)
        {
            return null;
        }

        if (context.Feel(association.Child("transformation"), $"the transformation for {to}") is { } transformation)
        {
            return new Mapping(transformation, to);
        }

        // A copy under the same name would only hide the variable from its own scope.
        return association.Child("assignment") is null && Variable(Item(association, "sourceRef", context), context) is { } from && from != to
            ? new Mapping(context.Feel(from, association, "the data association's source")!, to)
            : null;
    }

    private static XmlElement? Item(XmlElement association, string end, ProcessContext context)
    {
        if (association.Child(end) is not { Text.Length: > 0 } reference)
        {
            return null;
        }

        var item = context.File.Find(reference.Text);
        if (item is null)
        {
            context.Wrong("reference-missing", reference, $"the data association's {end} '{reference.Text}' is not in the file; connect it anew");
        }

        return item;
    }
}
