using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on pools and message flows (clause 9).</summary>
internal static class CollaborationRules
{
    private static readonly HashSet<string> NoMessages =
        [.. ElementKind.All.Where(kind => kind.Group == ElementGroup.Gateway).Select(kind => kind.Element), "sequenceFlow", "messageFlow", "association", "group", "textAnnotation",
        "dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "dataInput", "dataOutput", "lane", "laneSet"];

    public static void Check(XmlElement definitions, FileIndex file, ProcessContext context)
    {
        foreach (var collaboration in definitions.All("collaboration"))
        {
            foreach (var participant in collaboration.All("participant"))
            {
                if (participant["processRef"] is { Length: > 0 } reference && file.Find(reference, "process") is null)
                {
                    // Tools write pools whose process is in another file; such a pool is a black box here.
                    if (!reference.Contains(':', StringComparison.Ordinal))
                    {
                        context.Wrong("reference-missing", participant, $"the pool's process '{reference}' is not in the file; draw it, or make the pool empty");
                    }
                }
            }

            foreach (var flow in collaboration.All("messageFlow"))
            {
                Flow(flow, file, context);
            }
        }
    }

    private static void Flow(XmlElement flow, FileIndex file, ProcessContext context)
    {
        var source = End(flow, "sourceRef", file, context);
        var target = End(flow, "targetRef", file, context);
        if (source is null || target is null)
        {
            return;
        }

        if (Pool(source, file) is { } pool && pool == Pool(target, file))
        {
            context.Wrong("message-flow-inside-pool", flow, "the message flow stays inside one pool; inside a pool, use a sequence flow or a message event");
        }

        if (source.Name is "startEvent" or "intermediateCatchEvent")
        {
            context.Wrong("message-flow-end", flow, $"the message flow leaves the {Words(source)} '{source.Id}', which only receives; let an end event, a throw event or a task send it");
        }

        if (target.Name is "endEvent" or "intermediateThrowEvent")
        {
            context.Wrong("message-flow-end", flow, $"the message flow leads into the {Words(target)} '{target.Id}', which only sends; let a catch event or a task receive it");
        }

        CarriesMessage(flow, source, "endEvent", "sends", file, context);
        CarriesMessage(flow, target, "startEvent", "receives", file, context);
    }

    // The drawing says that a message goes there, and the event knows of none.
    private static void CarriesMessage(XmlElement flow, XmlElement end, string name, string does, FileIndex file, ProcessContext context)
    {
        if (end.Name == name && end.Child("messageEventDefinition") is null
            && !end.All("eventDefinitionRef").Any(reference => file.Find(reference.Text, "messageEventDefinition") is not null))
        {
            context.Warn("message-flow-end", flow, $"the {Words(end)} '{end.Id}' {does} no message; make it a message event, or remove the message flow");
        }
    }

    private static string Words(XmlElement end) => end.Name switch
    {
        "startEvent" => "start event",
        "endEvent" => "end event",
        "intermediateThrowEvent" => "throw event",
        _ => "catch event",
    };

    private static XmlElement? End(XmlElement flow, string attribute, FileIndex file, ProcessContext context)
    {
        var end = file.Find(flow[attribute]);
        if (end is null)
        {
            context.Wrong("reference-missing", flow, $"the message flow's {attribute} '{flow[attribute]}' is not in the file; connect it, or remove it");
        }
        else if (NoMessages.Contains(end.Name))
        {
            context.Wrong("message-flow-end", flow, $"the message flow's {attribute} '{flow[attribute]}' is a <{end.Name}>, which neither sends nor receives; connect it to a pool, an event or a task");
        }

        return end;
    }

    /// <summary>The process that holds the element, or that the pool stands for.</summary>
    private static XmlElement? Pool(XmlElement end, FileIndex file)
    {
        if (end.Name == "participant")
        {
            return file.Find(end["processRef"], "process") ?? end;
        }

        var around = end;
        while (around is not null && around.Name != "process")
        {
            around = around.Parent;
        }

        return around;
    }
}
