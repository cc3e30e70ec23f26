using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>
/// Constraints on what the engine reads over, but BPMN does not leave open: directions of gateways, loops, scripts, numbers
/// of participants (the static constraints of chapters 9 and 10).
/// </summary>
internal static class ElementRules
{
    private delegate void Rule(XmlElement xml, FileIndex file, ProcessContext context);

    private static readonly Dictionary<string, Rule> Rules = new(OfGroup(ElementGroup.Gateway, Direction), StringComparer.Ordinal)
    {
        ["participantMultiplicity"] = Multiplicity,
        ["standardLoopCharacteristics"] = OneLoop,
        ["sequenceFlow"] = Immediate,
        [ElementKind.Process.Element] = Public,
        [ElementKind.ScriptTask.Element] = Script,
        ["performer"] = Resource,
        ["humanPerformer"] = Resource,
        ["potentialOwner"] = Resource,
        ["resourceRole"] = Resource,
    };

    public static void Check(XmlElement definitions, FileIndex file, ProcessContext context)
    {
        var flows = Flows(definitions);
        foreach (var xml in definitions.SelfAndDescendants())
        {
            if (xml.Space == XmlSpace.Bpmn && Rules.TryGetValue(xml.Name, out var rule))
            {
                rule(xml, file, context);
                if (rule == Direction)
                {
                    Direction(xml, flows.GetValueOrDefault(xml.Id ?? ""), context);
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, Rule>> OfGroup(ElementGroup group, Rule rule) =>
        ElementKind.All.Where(kind => kind.Group == group).Select(kind => KeyValuePair.Create(kind.Element, rule));

    private static Dictionary<string, (int In, int Out)> Flows(XmlElement definitions)
    {
        var counts = new Dictionary<string, (int In, int Out)>(StringComparer.Ordinal);
        foreach (var flow in definitions.SelfAndDescendants())
        {
            if (flow is { Space: XmlSpace.Bpmn, Name: "sequenceFlow" })
            {
                var (source, target) = (flow["sourceRef"] ?? "", flow["targetRef"] ?? "");
                counts[source] = counts.GetValueOrDefault(source) with { Out = counts.GetValueOrDefault(source).Out + 1 };
                counts[target] = counts.GetValueOrDefault(target) with { In = counts.GetValueOrDefault(target).In + 1 };
            }
        }

        return counts;
    }

    private static void Direction(XmlElement gateway, FileIndex file, ProcessContext context)
    {
        if (gateway["gatewayDirection"] is { Length: > 0 } direction and not ("Unspecified" or "Converging" or "Diverging" or "Mixed"))
        {
            context.Wrong("attribute-value", gateway, $"gatewayDirection=\"{direction}\" must be Unspecified, Converging, Diverging or Mixed");
        }
    }

    private static void Direction(XmlElement gateway, (int In, int Out) flows, ProcessContext context)
    {
        var wrong = gateway["gatewayDirection"] switch
        {
            "Converging" when flows.Out > 1 => "it only joins (Converging), but several flows leave it",
            "Diverging" when flows.In > 1 => "it only splits (Diverging), but several flows lead into it",
            "Diverging" when flows.Out == 1 && flows.In == 1 => "it splits (Diverging), but only one flow leaves it",
            "Converging" when flows.Out == 1 && flows.In == 1 => "it joins (Converging), but only one flow leads into it",
            "Mixed" when flows.In < 2 || flows.Out < 2 => "it joins and splits (Mixed), but has not several flows on both sides",
            _ => null,
        };
        if (wrong is not null)
        {
            context.Warn("gateway-direction", gateway, $"{wrong}; change the flows, or the gateway's direction");
        }
    }

    private static void Multiplicity(XmlElement xml, FileIndex file, ProcessContext context)
    {
        var least = context.Number(xml, "minimum", 0, 0);
        var most = context.Number(xml, "maximum", Math.Max(1, least), 1);
        if (most < least)
        {
            context.Wrong("participant-multiplicity", xml, $"at most {most} participants are fewer than at least {least}; change one of the two");
        }
    }

    private static void OneLoop(XmlElement loop, FileIndex file, ProcessContext context)
    {
        if (loop.Parent?.Child("multiInstanceLoopCharacteristics") is not null)
        {
            context.Wrong("loop-twice", loop, "it repeats as a loop and as multi-instance; keep one of the two markers");
        }
    }

    private static void Immediate(XmlElement flow, FileIndex file, ProcessContext context)
    {
        if (flow["isImmediate"] is "false" && Around(flow, "process")?["isExecutable"] is "true" or "1")
        {
            context.Warn("flow-not-immediate", flow, "a sequence flow of an executable process is taken at once; remove isImmediate=\"false\"");
        }
    }

    private static void Public(XmlElement process, FileIndex file, ProcessContext context)
    {
        if (process["processType"] is "Public" && process["isExecutable"] is "true" or "1")
        {
            context.Warn("process-public", process, "a public process only shows what others see of it, and is not executed; make it private, or not executable");
        }
    }

    private static void Script(XmlElement task, FileIndex file, ProcessContext context)
    {
        if (task.Child("script") is not null && task["scriptFormat"] is null or "")
        {
            context.Warn("script-format-missing", task, "the script does not say in which language it is (scriptFormat); it is read as FEEL");
        }
    }

    private static XmlElement? Around(XmlElement xml, string name)
    {
        var around = xml.Parent;
        while (around is not null && around.Name != name)
        {
            around = around.Parent;
        }

        return around;
    }

    private static void Resource(XmlElement role, FileIndex file, ProcessContext context)
    {
        if (role.Child("resourceRef") is not null && role.Child("resourceAssignmentExpression") is not null)
        {
            context.Wrong("resource-twice", role, "it names a resource and has an expression for one; keep one of the two");
        }
    }
}
