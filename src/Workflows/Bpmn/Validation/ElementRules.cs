using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>
/// Constraints on what the engine reads over, but BPMN does not leave open: directions of gateways, data of activities and
/// processes, numbers of participants (the static constraints of chapters 9 and 10).
/// </summary>
internal static class ElementRules
{
    private delegate void Rule(XmlElement xml, FileIndex file, ProcessContext context);

    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["exclusiveGateway"] = Direction,
        ["parallelGateway"] = Direction,
        ["inclusiveGateway"] = Direction,
        ["complexGateway"] = Direction,
        ["eventBasedGateway"] = Direction,
        ["participantMultiplicity"] = Multiplicity,
        ["dataObject"] = Collection,
        ["dataInput"] = Collection,
        ["dataOutput"] = Collection,
        ["dataObjectReference"] = DataReference,
        ["ioSpecification"] = Sets,
        ["dataInputAssociation"] = SameItems,
        ["dataOutputAssociation"] = SameItems,
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
            context.Wrong("gateway-direction", gateway, $"{wrong}; change the flows, or the gateway's direction");
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

    private static void Collection(XmlElement data, FileIndex file, ProcessContext context)
    {
        if (file.Find(data["itemSubjectRef"], "itemDefinition") is { } item && context.Flag(data, "isCollection") != context.Flag(item, "isCollection"))
        {
            context.Wrong("data-collection", data, $"it and its item definition '{item.Id}' do not agree whether it is a collection; make isCollection the same in both");
        }
    }

    private static void DataReference(XmlElement reference, FileIndex file, ProcessContext context)
    {
        if (file.Find(reference["dataObjectRef"], "dataObject") is null)
        {
            context.Wrong("reference-missing", reference, $"its data object '{reference["dataObjectRef"]}' is not in the file; choose one that is, or add it");
        }
    }

    // Clause 10.4.1: every input and output is in a set, and sets that name each other do so both ways.
    private static void Sets(XmlElement specification, FileIndex file, ProcessContext context)
    {
        InSomeSet(specification, "dataInput", "inputSet", "dataInputRefs", context);
        InSomeSet(specification, "dataOutput", "outputSet", "dataOutputRefs", context);
        foreach (var set in specification.Children.Where(child => child.Name is "inputSet" or "outputSet"))
        {
            var (all, some, of) = set.Name == "inputSet" ? ("dataInputRefs", "optionalInputRefs", "outputSetRefs") : ("dataOutputRefs", "optionalOutputRefs", "inputSetRefs");
            var members = set.All(all).Select(one => one.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var optional in set.All(some).Where(one => !members.Contains(one.Text)))
            {
                context.Wrong("data-set", optional, $"'{optional.Text}' is optional in a set that it does not belong to; add it to the set ({all}), or remove it here");
            }

            foreach (var other in set.All(of))
            {
                var back = set.Name == "inputSet" ? "inputSetRefs" : "outputSetRefs";
                if (file.Find(other.Text) is { } named && !named.All(back).Any(one => one.Text == set.Id))
                {
                    context.Wrong("data-set", other, $"it names the set '{other.Text}', which does not name '{set.Id}' in turn ({back}); let both name each other, or neither");
                }
            }
        }
    }

    private static void InSomeSet(XmlElement specification, string data, string set, string references, ProcessContext context)
    {
        var members = specification.All(set).SelectMany(one => one.All(references)).Select(one => one.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var one in specification.All(data).Where(one => one.Id is { Length: > 0 } id && !members.Contains(id)))
        {
            context.Wrong("data-set", one, $"it belongs to no {set}; add it to one ({references}), or remove it");
        }
    }

    // Clause 10.4.1: without a transformation, what flows must be of the kind that is expected.
    private static void SameItems(XmlElement association, FileIndex file, ProcessContext context)
    {
        if (association.Child("transformation") is null
            && Item(file.Find(association.Child("sourceRef")?.Text), file) is { } from
            && Item(file.Find(association.Child("targetRef")?.Text), file) is { } to
            && from != to && (from["structureRef"] is null || from["structureRef"] != to["structureRef"]))
        {
            context.Wrong("data-association-items", association, $"it leads from the item definition '{from.Id}' to '{to.Id}'; use the same on both sides, or add a transformation");
        }
    }

    private static XmlElement? Item(XmlElement? data, FileIndex file) => file.Find(
        data?["itemSubjectRef"] ?? file.Find(data?["dataObjectRef"] ?? data?["dataStoreRef"])?["itemSubjectRef"], "itemDefinition");

    private static void Resource(XmlElement role, FileIndex file, ProcessContext context)
    {
        if (role.Child("resourceRef") is not null && role.Child("resourceAssignmentExpression") is not null)
        {
            context.Wrong("resource-twice", role, "it names a resource and has an expression for one; keep one of the two");
        }
    }
}
