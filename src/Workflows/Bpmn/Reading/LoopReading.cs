using System.Globalization;
using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads how an activity repeats (BPMN 2.0.2 clauses 10.3.8 and 10.3.9), in plain BPMN or with <c>zeebe:loopCharacteristics</c>.</summary>
internal sealed class LoopReading(SharedElements shared, EventReading events, ProblemList problems)
{
    public LoopCharacteristics? Read(XElement activity)
    {
        if (activity.Child("standardLoopCharacteristics") is { } standard)
        {
            return new StandardLoop(
                standard.Flag("testBefore", false),
                shared.Expressions.Feel(standard, standard.TextOf("loopCondition")),
                Maximum(standard));
        }

        return activity.Child("multiInstanceLoopCharacteristics") is { } multi ? MultiInstance(activity, multi) : null;
    }

    private int? Maximum(XElement standard)
    {
        if (standard.Attr("loopMaximum") is not { Length: > 0 } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var maximum) && maximum >= 0)
        {
            return maximum;
        }

        problems.Add(standard, "loop-maximum", $"The loop's maximum '{text}' is not a whole number from 0.");
        return null;
    }

    private MultiInstance? MultiInstance(XElement activity, XElement element)
    {
        var zeebe = element.ZeebeChild("loopCharacteristics");
        var cardinality = shared.Expressions.Feel(element, element.TextOf("loopCardinality"));
        var collection = shared.Expressions.Feel(element, zeebe?.Attr("inputCollection"))
            ?? shared.Expressions.Feel(element, DataName(activity, element.TextOf("loopDataInputRef")));
        if (cardinality is null && collection is null && element.TextOf("loopCardinality") is null && element.TextOf("loopDataInputRef") is null && zeebe?.Attr("inputCollection") is null)
        {
            problems.Add(element, "multi-instance-count", "The multi-instance activity says neither how many times nor over which list it runs. Give it an input collection or a loop cardinality.");
        }

        return new MultiInstance(element.Flag("isSequential", false))
        {
            Cardinality = cardinality,
            InputCollection = collection,
            InputElement = zeebe?.Attr("inputElement") ?? ItemName(element.Child("inputDataItem")),
            OutputCollection = zeebe?.Attr("outputCollection") ?? DataName(activity, element.TextOf("loopDataOutputRef")),
            OutputElement = shared.Expressions.Feel(element, zeebe?.Attr("outputElement") ?? ItemName(element.Child("outputDataItem"))),
            CompletionCondition = shared.Expressions.Feel(element, element.TextOf("completionCondition")),
            Behavior = Behavior(element),
            OneEvent = Event(element, "oneBehaviorEventRef"),
            NoneEvent = Event(element, "noneBehaviorEventRef"),
            ComplexEvents = ComplexEvents(element),
        };
    }

    private MultiInstanceBehavior Behavior(XElement element)
    {
        var text = element.Attr("behavior") ?? "All";
        if (Enum.TryParse<MultiInstanceBehavior>(text, out var behavior))
        {
            return behavior;
        }

        problems.Add(element, "multi-instance-behavior", $"The behaviour '{text}' is not one of All, One, None, Complex.");
        return MultiInstanceBehavior.All;
    }

    private EventDefinition? Event(XElement element, string attribute)
    {
        if (element.Attr(attribute) is not { Length: > 0 } id)
        {
            return null;
        }

        var source = shared.EventDefinition(new XElement(Xml.Bpmn + "eventDefinitionRef", id));
        return source is null ? null : events.Definition(source);
    }

    private List<(Expression Condition, EventDefinition Event)> ComplexEvents(XElement element)
    {
        var found = new List<(Expression, EventDefinition)>();
        foreach (var complex in element.ChildrenNamed("complexBehaviorDefinition"))
        {
            var condition = shared.Expressions.Feel(complex, complex.TextOf("condition"));
            var definition = complex.Child("event") is { } thrown ? events.Definitions(thrown).FirstOrDefault() : null;
            if (condition is null || definition is null)
            {
                problems.Add(complex, "complex-behavior", "A complex behaviour needs a condition and an event with a definition.");
                continue;
            }

            found.Add((condition, definition));
        }

        return found;
    }

    // loopDataInputRef names a data input of the activity, whose association says which variable fills it.
    private static string? DataName(XElement activity, string? reference)
    {
        if (reference is null)
        {
            return null;
        }

        var id = Xml.Unprefixed(reference);
        var association = activity.Elements()
            .Where(child => child.Name.LocalName is "dataInputAssociation" or "dataOutputAssociation")
            .FirstOrDefault(child => child.TextOf("targetRef") == id || child.TextOf("sourceRef") == id);
        var other = association is null ? id : association.TextOf("targetRef") == id ? association.TextOf("sourceRef") ?? id : association.TextOf("targetRef") ?? id;
        var named = activity.Document?.Descendants().FirstOrDefault(candidate => candidate.Attr("id") == other);
        return named is null ? other : DataReading.NameOf(named);
    }

    private static string? ItemName(XElement? item) => item is null ? null : item.Attr("name") ?? item.Attr("id");
}
