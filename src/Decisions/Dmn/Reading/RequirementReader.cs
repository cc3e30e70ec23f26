using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Model;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>Reads what an element requires, here or in an imported model (DMN 1.5, 6.2.2).</summary>
internal sealed class RequirementReader(
    ReadingContext context, Dictionary<string, DrgElement> elements, string modelNamespace)
{
    private static readonly string[] References = ["requiredInput", "requiredDecision", "requiredKnowledge"];

    public void Read(XElement source, DrgElement element)
    {
        foreach (var reference in source.Elements().SelectMany(e => e.Elements()).Where(e => References.Contains(e.Name.LocalName)))
        {
            if (Find(reference, out var import) is { } required)
            {
                Require(element, required, import);
            }
        }

        if (element is ServiceElement service)
        {
            ReadService(source, service);
        }
    }

    private static void Require(DrgElement element, DrgElement required, string? import)
    {
        if (string.IsNullOrEmpty(import))
        {
            element.Requirements[required.Name] = new Requirement.Direct(required);
            return;
        }

        if (!element.Requirements.TryGetValue(import, out var known) || known is not Requirement.Imported imported)
        {
            element.Requirements[import] = imported = new Requirement.Imported(new(StringComparer.Ordinal));
        }

        imported.Members[required.Name] = required;
    }

    private void ReadService(XElement source, ServiceElement service)
    {
        foreach (var reference in source.Elements())
        {
            switch (reference.Name.LocalName)
            {
                case "outputDecision" when Find(reference, out _) is DecisionElement output:
                    service.Outputs.Add(output);
                    break;
                case "inputData" or "inputDecision" when Find(reference, out _) is { } parameter:
                    service.Parameters.Add(parameter);
                    break;
            }
        }

        // Input data come before input decisions, each in the order of the file (DMN 1.5, 10.4).
        var ordered = service.Parameters.OrderBy(p => p is not InputDataElement).ToList();
        service.Parameters.Clear();
        service.Parameters.AddRange(ordered);
        if (service.Outputs.Count == 0)
        {
            context.Problem(source, "the decision service has no output decision");
        }
    }

    private DrgElement? Find(XElement reference, out string? import)
    {
        import = null;
        var href = reference.Required("href");
        var hash = href.LastIndexOf('#');
        var (target, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (target.Length == 0 || target == modelNamespace)
        {
            if (elements.TryGetValue(id, out var local))
            {
                return local;
            }
        }
        else
        {
            foreach (var (name, model) in context.Imports)
            {
                if (model.Namespace == target && model.FindById(id) is { } imported)
                {
                    import = name;
                    return imported;
                }
            }
        }

        context.Problem(reference, $"'{href}' refers to nothing");
        return null;
    }
}
