using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on data (clause 10.4). Nothing runs on them but the names of items, so they stop nobody.</summary>
internal static class DataRules
{
    private delegate void Rule(XmlElement xml, FileIndex file, ProcessContext context);

    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["dataObject"] = Collection,
        ["dataInput"] = Collection,
        ["dataOutput"] = Collection,
        ["dataObjectReference"] = Reference,
        ["ioSpecification"] = Sets,
        ["dataInputAssociation"] = SameItems,
        ["dataOutputAssociation"] = SameItems,
        ["subProcess"] = NoData,
        ["transaction"] = NoData,
        ["adHocSubProcess"] = NoData,
    };

    public static void Check(XmlElement definitions, FileIndex file, ProcessContext context)
    {
        foreach (var xml in definitions.SelfAndDescendants())
        {
            if (xml.Space == XmlSpace.Bpmn && Rules.TryGetValue(xml.Name, out var rule))
            {
                rule(xml, file, context);
            }
        }
    }

    private static void Collection(XmlElement data, FileIndex file, ProcessContext context)
    {
        if (file.Find(data["itemSubjectRef"], "itemDefinition") is { } item && context.Flag(data, "isCollection") != context.Flag(item, "isCollection"))
        {
            context.Warn("data-collection", data, $"it and its item definition '{item.Id}' do not agree whether it is a collection; make isCollection the same in both");
        }
    }

    private static void Reference(XmlElement reference, FileIndex file, ProcessContext context)
    {
        if (file.Find(reference["dataObjectRef"], "dataObject") is null)
        {
            context.Wrong("reference-missing", reference, $"its data object '{reference["dataObjectRef"]}' is not in the file; choose one that is, or add it");
        }
    }

    private static void NoData(XmlElement container, FileIndex file, ProcessContext context)
    {
        if (container.Child("ioSpecification") is { } specification)
        {
            context.Warn("data-in-sub-process", specification, "a sub-process sees the data around it, and has no inputs and outputs of its own; remove them");
        }
    }

    // Every input and output is in a set, and sets that name each other do so both ways.
    private static void Sets(XmlElement specification, FileIndex file, ProcessContext context)
    {
        InSomeSet(specification, "dataInput", "inputSet", "dataInputRefs", context);
        InSomeSet(specification, "dataOutput", "outputSet", "dataOutputRefs", context);
        foreach (var set in specification.Children.Where(child => child.Name is "inputSet" or "outputSet"))
        {
            var isInput = set.Name == "inputSet";
            var all = isInput ? "dataInputRefs" : "dataOutputRefs";
            var members = set.All(all).Select(member => member.Text).ToHashSet(StringComparer.Ordinal);
            string[] parts = isInput ? ["optionalInputRefs", "whileExecutingInputRefs"] : ["optionalOutputRefs", "whileExecutingOutputRefs"];
            foreach (var part in parts.SelectMany(set.All).Where(reference => !members.Contains(reference.Text)))
            {
                context.Warn("data-set", part, $"'{part.Text}' is named here in a set that it does not belong to; add it to the set ({all}), or remove it here");
            }

            BothWays(set, isInput ? "outputSetRefs" : "inputSetRefs", isInput ? "inputSetRefs" : "outputSetRefs", file, context);
        }
    }

    private static void BothWays(XmlElement set, string there, string back, FileIndex file, ProcessContext context)
    {
        foreach (var other in set.All(there))
        {
            if (file.Find(other.Text) is { } named && !named.All(back).Any(reference => reference.Text == set.Id))
            {
                context.Warn("data-set", other, $"it names the set '{other.Text}', which does not name '{set.Id}' in turn ({back}); let both name each other, or neither");
            }
        }
    }

    private static void InSomeSet(XmlElement specification, string data, string set, string references, ProcessContext context)
    {
        var members = specification.All(set).SelectMany(container => container.All(references)).Select(reference => reference.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var item in specification.All(data).Where(item => item.Id is { Length: > 0 } id && !members.Contains(id)))
        {
            context.Warn("data-set", item, $"it belongs to no {set}; add it to one ({references}), or remove it");
        }
    }

    // Without a transformation, what flows must be of the kind that is expected.
    private static void SameItems(XmlElement association, FileIndex file, ProcessContext context)
    {
        if (association.Child("transformation") is null
            && Item(file.Find(association.Child("sourceRef")?.Text), file) is { } from
            && Item(file.Find(association.Child("targetRef")?.Text), file) is { } to
            && !ItemRules.Same(from, to))
        {
            context.Warn("data-association-items", association, $"it leads from the item definition '{from.Id}' to '{to.Id}'; use the same on both sides, or add a transformation");
        }
    }

    private static XmlElement? Item(XmlElement? data, FileIndex file) => file.Find(
        data?["itemSubjectRef"] ?? file.Find(data?["dataObjectRef"] ?? data?["dataStoreRef"])?["itemSubjectRef"], "itemDefinition");
}
