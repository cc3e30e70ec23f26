using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads what every flow node may have: name, documentation, extension attributes and data mappings.</summary>
internal static class CommonParts
{
    public static void Fill(FlowNode node, XmlElement xml, ProcessContext context)
    {
        node.Name = xml.Label;
        node.Line = xml.Line;
        node.Documentation = Documentation(xml);
        node.Extensions = Extensions(xml, context);
        node.Inputs = [.. Zeebe(xml, "input", context), .. DataAssociations.Inputs(xml, context)];
        node.Outputs = [.. Zeebe(xml, "output", context), .. DataAssociations.Outputs(xml, context)];
    }

    public static string? Documentation(XmlElement xml)
    {
        var text = string.Join("\n", xml.All("documentation").Select(d => d.Text).Where(t => t.Length > 0));
        return text.Length == 0 ? null : text;
    }

    /// <summary>The product's own attributes, as text. FEEL in them is evaluated for each task; it is checked here, before.</summary>
    public static IReadOnlyDictionary<string, string> Extensions(XmlElement xml, ProcessContext context)
    {
        Dictionary<string, string>? found = null;
        foreach (var (name, value) in xml.Attributes(XmlSpace.Peninsula))
        {
            (found ??= [])[name] = value;
            if (value.StartsWith('='))
            {
                context.Feel(value, xml, $"the {name}");
            }
        }

        return found ?? FlowNode.NoExtensions;
    }

    /// <summary>The job of a <c>zeebe:taskDefinition</c>, or null.</summary>
    public static JobDefinition? Job(XmlElement xml, ProcessContext context)
    {
        if (xml.Zeebe("taskDefinition") is not { } definition)
        {
            return null;
        }

        if (context.Value(definition["type"], definition, "the job's type") is not { } type)
        {
            context.CannotRun("job-type-missing", definition, "the job has no type; say which worker is to do it");
            return null;
        }

        var headers = new Dictionary<string, string>();
        foreach (var header in xml.Zeebe("taskHeaders")?.ZeebeChildren("header") ?? [])
        {
            headers[header["key"] ?? ""] = header["value"] ?? "";
        }

        return new JobDefinition(type, context.Value(definition["retries"], definition, "the number of retries"), headers);
    }

    private static IEnumerable<Mapping> Zeebe(XmlElement xml, string direction, ProcessContext context)
    {
        foreach (var mapping in xml.Zeebe("ioMapping")?.ZeebeChildren(direction) ?? [])
        {
            if (mapping["target"] is not { Length: > 0 } target)
            {
                context.CannotRun("mapping-target-missing", mapping, $"the {direction} mapping names no variable; fill in its target");
                continue;
            }

            yield return new Mapping(context.Value(mapping["source"], mapping, $"the {direction} mapping for {target}") ?? Expression.Literal(""), target);
        }
    }
}
