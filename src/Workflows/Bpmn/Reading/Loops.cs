using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads how an activity repeats (clause 10.3.8 and 10.3.9), from BPMN's own elements and <c>zeebe:loopCharacteristics</c>.</summary>
internal static class Loops
{
    public static LoopCharacteristics? Read(XmlElement activity, ProcessContext context)
    {
        if (activity.Child("standardLoopCharacteristics") is { } standard)
        {
            return new StandardLoop(
                context.Flag(standard, "testBefore"),
                context.Feel(standard.Child("loopCondition"), "the loop's condition"),
                standard["loopMaximum"] is { Length: > 0 } ? context.Number(standard, "loopMaximum", 1, 0) : null);
        }

        return activity.Child("multiInstanceLoopCharacteristics") is { } multiple ? MultiInstance(activity, multiple, context) : null;
    }

    private static MultiInstance MultiInstance(XmlElement activity, XmlElement xml, ProcessContext context)
    {
        var zeebe = xml.Zeebe("loopCharacteristics");
        var loop = new MultiInstance(context.Flag(xml, "isSequential"))
        {
            Cardinality = context.Feel(xml.Child("loopCardinality"), "the number of instances"),
            InputCollection = context.Feel(zeebe?["inputCollection"], zeebe ?? xml, "the collection") ?? Collection(activity, xml, context),
            InputElement = zeebe?["inputElement"] ?? DataAssociations.Variable(xml.Child("inputDataItem"), context),
            OutputCollection = zeebe?["outputCollection"] ?? OutputName(activity, xml, context),
            OutputElement = context.Feel(zeebe?["outputElement"], zeebe ?? xml, "the output element")
                ?? context.Feel(DataAssociations.Variable(xml.Child("outputDataItem"), context), xml, "the output item"),
            CompletionCondition = context.Feel(xml.Child("completionCondition"), "the completion condition"),
            Behavior = Behavior(xml, context),
            OneEvent = Event(xml, "oneBehaviorEventRef", context),
            NoneEvent = Event(xml, "noneBehaviorEventRef", context),
            ComplexEvents = [.. Complex(xml, context)],
        };
        if (loop.Cardinality is null && loop.InputCollection is null)
        {
            context.CannotRun("multi-instance-count-missing", activity, "it does not say how many instances there are; give it a collection or a number");
        }

        return loop;
    }

    private static Expression? Collection(XmlElement activity, XmlElement xml, ProcessContext context)
    {
        if (xml.Child("loopDataInputRef") is not { Text.Length: > 0 } reference)
        {
            return null;
        }

        var item = context.File.Find(reference.Text);
        var source = item?.Name == "dataInput" ? Source(activity, item, context) ?? item : item;
        var variable = item is null ? reference.Text : DataAssociations.Variable(source, context);
        if (Names.IsVariable(variable))
        {
            return context.Feel(variable, reference, "the collection");
        }

        context.CannotRun("reference-missing", reference, $"the collection '{reference.Text}' is no data of the file that has a name; name it, or use a collection expression");
        return null;
    }

    /// <summary>What the activity's data input is filled from: the input itself has no value before the activity runs.</summary>
    private static XmlElement? Source(XmlElement activity, XmlElement input, ProcessContext context) =>
        activity.All("dataInputAssociation")
            .Where(association => association.Child("targetRef")?.Text == input.Id)
            .Select(association => context.File.Find(association.Child("sourceRef")?.Text))
            .FirstOrDefault();

    private static string? OutputName(XmlElement activity, XmlElement xml, ProcessContext context)
    {
        if (xml.Child("loopDataOutputRef") is not { Text.Length: > 0 } reference)
        {
            return null;
        }

        var item = context.File.Find(reference.Text);
        var target = item?.Name != "dataOutput" ? item : activity.All("dataOutputAssociation")
            .Where(association => association.All("sourceRef").Any(source => source.Text == item.Id))
            .Select(association => context.File.Find(association.Child("targetRef")?.Text))
            .FirstOrDefault() ?? item;
        return item is null ? reference.Text : DataAssociations.Variable(target, context);
    }

    private static MultiInstanceBehavior Behavior(XmlElement xml, ProcessContext context)
    {
        var text = xml["behavior"] is { Length: > 0 } given ? given : nameof(MultiInstanceBehavior.All);
        if (Enum.TryParse<MultiInstanceBehavior>(text, ignoreCase: false, out var behavior) && Enum.IsDefined(behavior))
        {
            return behavior;
        }

        context.Wrong("attribute-value", xml, $"behavior=\"{text}\" must be All, One, None or Complex");
        return MultiInstanceBehavior.All;
    }

    private static EventDefinition? Event(XmlElement xml, string attribute, ProcessContext context) =>
        xml[attribute] is { Length: > 0 } reference ? EventDefinitions.Shared(xml, reference, xml, EventUse.Throw, context) : null;

    private static IEnumerable<(Expression Condition, EventDefinition Event)> Complex(XmlElement xml, ProcessContext context)
    {
        foreach (var definition in xml.All("complexBehaviorDefinition"))
        {
            if (definition.Child("event") is { } thrown
                && context.Feel(definition.Child("condition"), "the behaviour's condition") is { } condition
                && EventDefinitions.Read(thrown, EventUse.Throw, context) is [var first, ..])
            {
                yield return (condition, first);
            }
        }
    }
}
