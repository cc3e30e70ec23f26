using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>
/// What data is of, where two places must agree: tasks and their messages and operations (clause 10.3.3), events and what
/// they throw or catch (10.5.1), calls and what they call (10.3.6), loops (10.3.8). Nothing runs on it, so it stops nobody.
/// </summary>
internal static class ItemRules
{
    private delegate void Rule(XmlElement xml, FileIndex file, ProcessContext context);

    private static readonly Dictionary<string, Rule> Rules = new(Events(), StringComparer.Ordinal)
    {
        [ElementKind.ServiceTask.Element] = Service,
        [ElementKind.SendTask.Element] = Send,
        [ElementKind.ReceiveTask.Element] = Receive,
        [ElementKind.CallActivity.Element] = Call,
        ["multiInstanceLoopCharacteristics"] = Loop,
    };

    public static void Check(XmlElement definitions, FileIndex file, ProcessContext context)
    {
        foreach (var xml in definitions.SelfAndDescendants())
        {
            if (xml.Space != XmlSpace.Bpmn)
            {
                continue;
            }

            if (Rules.TryGetValue(xml.Name, out var rule))
            {
                rule(xml, file, context);
            }

            if (xml.Child("supportedInterfaceRef") is not null && xml.Child("ioBinding") is null)
            {
                context.Warn("data-binding-missing", xml, "it is offered as a service, but nothing binds its data to an operation; add an ioBinding, or remove the interface");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, Rule>> Events() =>
        ElementKind.All.Where(kind => kind.Group == ElementGroup.Event).Select(kind => KeyValuePair.Create(kind.Element, (Rule)Event));

    /// <summary>Whether both are of one kind: the same definition, or the same structure.</summary>
    public static bool Same(XmlElement left, XmlElement right) =>
        left == right || (left["structureRef"] is { } structure && structure == right["structureRef"]);

    private static void Service(XmlElement task, FileIndex file, ProcessContext context)
    {
        if (file.Find(task["operationRef"], "operation") is not { } operation)
        {
            return;
        }

        var data = task.Child("ioSpecification");
        if (data?.All("inputSet").Count() != 1 || data.All("outputSet").Count() > 1)
        {
            context.Warn("data-of-operation", task, "a task that calls an operation has exactly one set of inputs and at most one of outputs; change its data");
        }

        Agree(task, data?.Child("dataInput"), Message(operation.Child("inMessageRef")?.Text, file), "the operation's message", file, context);
        Agree(task, data?.Child("dataOutput"), Message(operation.Child("outMessageRef")?.Text, file), "the operation's answer", file, context);
    }

    private static void Send(XmlElement task, FileIndex file, ProcessContext context) => OfMessage(task, "dataInput", "inputSet", file, context);

    private static void Receive(XmlElement task, FileIndex file, ProcessContext context) => OfMessage(task, "dataOutput", "outputSet", file, context);

    private static void OfMessage(XmlElement task, string data, string set, FileIndex file, ProcessContext context)
    {
        if (task["messageRef"] is not { Length: > 0 } message || task.Child("ioSpecification") is not { } specification)
        {
            return;
        }

        if (specification.All(data).Count() > 1 || specification.All(set).Count() > 1)
        {
            context.Warn("data-of-message", task, $"a task with a message has at most one {data}, in one {set}; remove the others");
        }

        Agree(task, specification.Child(data), Message(message, file), "its message", file, context);
    }

    // The inputs and outputs of a call are those of what is called.
    private static void Call(XmlElement call, FileIndex file, ProcessContext context)
    {
        if (file.Find(call["calledElement"]) is not { } called || (call.Child("ioSpecification") ?? called.Child("ioSpecification")) is null)
        {
            return;
        }

        foreach (var kind in (string[])["dataInput", "dataOutput"])
        {
            var here = Structures(call, kind, file);
            var there = Structures(called, kind, file);
            if (!here.SequenceEqual(there))
            {
                context.Warn("data-of-call", call, $"the {(kind == "dataInput" ? "inputs" : "outputs")} of the call are not those of '{called.Id}'; let them agree");
            }
        }
    }

    private static List<string> Structures(XmlElement of, string kind, FileIndex file) =>
        [.. (of.Child("ioSpecification")?.All(kind) ?? []).Select(data => file.Find(data["itemSubjectRef"], "itemDefinition")?["structureRef"] ?? "").Order(StringComparer.Ordinal)];

    private static void Loop(XmlElement loop, FileIndex file, ProcessContext context)
    {
        Scalar(loop, "loopDataInputRef", "inputDataItem", file, context);
        Scalar(loop, "loopDataOutputRef", "outputDataItem", file, context);
        if (loop.Child("loopDataInputRef") is { Text.Length: > 0 } reference && loop.Parent is { Name: not ("subProcess" or "transaction" or "adHocSubProcess") } task
            && file.Find(reference.Text) is { Name: "dataInput" } input && input.Parent?.Parent != task)
        {
            context.Warn("data-of-loop", reference, $"the collection '{reference.Text}' is a data input of another element; name one of the task's own");
        }
    }

    private static void Scalar(XmlElement loop, string collection, string item, FileIndex file, ProcessContext context)
    {
        if (file.Find(loop.Child(collection)?.Text) is { } all && loop.Child(item) is { } element
            && file.Find(all["itemSubjectRef"], "itemDefinition") is { } of && file.Find(element["itemSubjectRef"], "itemDefinition") is { } each
            && (!Same(of, each) || (of != each && context.Flag(each, "isCollection"))))
        {
            context.Warn("data-of-loop", element, $"an item of '{loop.Child(collection)!.Text}' is of another kind than its collection; let their item definitions agree");
        }
    }

    // Clause 10.5.1: one data input or output for each event definition, of the same kind, in the same order.
    private static void Event(XmlElement node, FileIndex file, ProcessContext context)
    {
        var kind = node.Name is "endEvent" or "intermediateThrowEvent" ? "dataInput" : "dataOutput";
        var data = node.All(kind).ToList();
        if (data.Count == 0)
        {
            return;
        }

        var definitions = node.Children.Where(child => child.Space == XmlSpace.Bpmn && (child.Name == "eventDefinitionRef" || EventDefinitions.Names.Contains(child.Name)))
            .Select(child => child.Name == "eventDefinitionRef" ? file.Find(child.Text) : child).ToList();
        if (definitions.Count != data.Count)
        {
            context.Warn("data-of-event", node, $"it has {data.Count} of {kind} and {definitions.Count} event definitions; have one for each");
            return;
        }

        for (var i = 0; i < data.Count; i++)
        {
            Agree(node, data[i], Carried(definitions[i], file), "what the event carries", file, context);
        }
    }

    private static XmlElement? Carried(XmlElement? definition, FileIndex file) => definition?.Name switch
    {
        "messageEventDefinition" => Message(definition["messageRef"], file),
        "errorEventDefinition" => Structure(definition["errorRef"], file),
        "escalationEventDefinition" => Structure(definition["escalationRef"], file),
        "signalEventDefinition" => Structure(definition["signalRef"], file),
        _ => null,
    };

    private static XmlElement? Message(string? reference, FileIndex file) => file.Find(file.Find(reference, "message")?["itemRef"], "itemDefinition");

    private static XmlElement? Structure(string? reference, FileIndex file) => file.Find(file.Find(reference)?["structureRef"], "itemDefinition");

    private static void Agree(XmlElement at, XmlElement? data, XmlElement? expected, string what, FileIndex file, ProcessContext context)
    {
        if (data is not null && expected is not null && (file.Find(data["itemSubjectRef"], "itemDefinition") is not { } item || !Same(item, expected)))
        {
            context.Warn("data-items", data, $"{at.Id}: it is not of the kind of {what}, '{expected.Id}'; use the same item definition");
        }
    }
}
