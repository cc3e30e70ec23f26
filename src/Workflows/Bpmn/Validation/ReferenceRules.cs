using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>
/// References to what is not in the file, and what refers to each other only one way. What the engine needs is refused where
/// it is read; the rest stops nobody.
/// </summary>
internal static class ReferenceRules
{
    private static readonly string[] Attributes =
        ["itemSubjectRef", "itemRef", "dataStoreRef", "operationRef", "categoryValueRef", "inputDataRef", "outputDataRef", "partitionElementRef", "correlationKeyRef"];

    private static readonly HashSet<string> Elements =
        ["inMessageRef", "outMessageRef", "operationRef", "dataInputRefs", "dataOutputRefs", "inputSetRefs", "outputSetRefs", "supportedInterfaceRef", "correlationPropertyRef", "resourceRef"];

    public static void Check(XmlElement definitions, FileIndex file, ProcessContext context)
    {
        var listsFlows = definitions.SelfAndDescendants().Any(xml => xml is { Space: XmlSpace.Bpmn, Name: "incoming" or "outgoing" });
        foreach (var xml in definitions.SelfAndDescendants())
        {
            if (xml.Space != XmlSpace.Bpmn)
            {
                continue;
            }

            Missing(xml, file, context);
            switch (xml.Name)
            {
                case "sequenceFlow" when listsFlows:
                    Listed(xml, "sourceRef", "outgoing", file, context);
                    Listed(xml, "targetRef", "incoming", file, context);
                    break;
                case "linkEventDefinition":
                    Link(xml, file, context);
                    break;
                case "eventDefinitionRef":
                    Shared(xml, file, context);
                    break;
                case "callActivity":
                    Called(xml, file, context);
                    break;
            }
        }
    }

    private static void Missing(XmlElement xml, FileIndex file, ProcessContext context)
    {
        foreach (var attribute in Attributes)
        {
            if (xml[attribute] is { Length: > 0 } reference)
            {
                Missing(xml, attribute, reference, file, context);
            }
        }

        if (Elements.Contains(xml.Name) && xml.Text.Length > 0)
        {
            Missing(xml, xml.Name, xml.Text, file, context);
        }
    }

    // A prefix may name another file, which is not at hand.
    private static void Missing(XmlElement at, string what, string reference, FileIndex file, ProcessContext context)
    {
        if (!reference.Contains(':', StringComparison.Ordinal) && file.Find(reference) is null)
        {
            context.Warn("reference-unknown", at, $"{what} names '{reference}', which is not in the file; choose something that is, or remove it");
        }
    }

    private static void Listed(XmlElement flow, string end, string list, FileIndex file, ProcessContext context)
    {
        if (flow.Id is { Length: > 0 } id && file.Find(flow[end]) is { } node && !node.All(list).Any(reference => file.Find(reference.Text) == flow))
        {
            context.Warn("flow-not-listed", flow, $"'{node.Id}' does not list '{id}' as {list}, as it does other flows; draw the flow again");
        }
    }

    // Links that name each other do so both ways, and within one level of one process.
    private static void Link(XmlElement link, FileIndex file, ProcessContext context)
    {
        var (there, back) = link.Parent?.Name == "intermediateThrowEvent" ? ("target", "source") : ("source", "target");
        foreach (var reference in link.All(there))
        {
            if (file.Find(reference.Text, "linkEventDefinition") is not { } other)
            {
                context.Wrong("link-partner", reference, $"the link's other end '{reference.Text}' is not in the file; choose one that is, or remove it");
            }
            else if (!other.All(back).Any(reference => file.Find(reference.Text) == link))
            {
                context.Wrong("link-partner", reference, $"the link's other end '{reference.Text}' does not name '{link.Id}' in turn ({back}); let both name each other");
            }
            else if (other.Parent?.Parent != link.Parent?.Parent)
            {
                context.Wrong("link-partner", reference, $"the link's other end '{reference.Text}' stands on another level; a link stays within one process or sub-process");
            }
        }
    }

    private static void Shared(XmlElement reference, FileIndex file, ProcessContext context)
    {
        if (file.Find(reference.Text) is { Parent.Name: "endEvent" or "intermediateThrowEvent" } thrown)
        {
            context.Wrong("event-definition-shared", reference, $"'{reference.Text}' is what '{thrown.Parent!.Id}' throws, and belongs to that event alone; define another, or one for both beside the process");
        }
    }

    private static void Called(XmlElement call, FileIndex file, ProcessContext context)
    {
        var called = file.Find(call.Zeebe("calledElement")?["processId"] ?? call["calledElement"], "process");
        var starts = called?.All("startEvent").ToList();
        if (starts is { Count: > 0 } && starts.All(start => start.Children.Any(child => child.Name == "eventDefinitionRef" || EventDefinitions.Names.Contains(child.Name))))
        {
            context.Warn("called-process-start", call, $"the called process '{called!.Id}' has no start event without a trigger, at which a call begins; add one");
        }
    }
}
