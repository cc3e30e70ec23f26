namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Every BPMN element of the file by its id, and the file's shared definitions.</summary>
internal sealed class FileIndex
{
    private readonly Dictionary<string, XmlElement> _byId = new(StringComparer.Ordinal);

    public FileIndex(XmlElement definitions, ProblemList problems)
    {
        Definitions = definitions;
        VariableNames = [.. definitions.SelfAndDescendants().SelectMany(Names).Where(IsPlain).Distinct(StringComparer.Ordinal)];
        foreach (var element in definitions.SelfAndDescendants())
        {
            if (element.Space != XmlSpace.Bpmn)
            {
                continue;
            }

            if (!BpmnNames.All.Contains(element.Name))
            {
                problems.Add("unknown-element", element,
                    $"<{element.Name}> is no element of BPMN 2.0; remove it, or put it under <extensionElements> in a namespace of its own");
            }

            if (element.Id is { Length: > 0 } id && !_byId.TryAdd(id, element))
            {
                problems.Add("duplicate-id", element,
                    $"the id '{id}' is already that of <{_byId[id].Name}> in line {_byId[id].Line}; give one of them another id");
            }
        }
    }

    public XmlElement Definitions { get; }

    /// <summary>The variables that something in the file sets. Others come from outside: from forms, messages and callers.</summary>
    public IReadOnlyCollection<string> VariableNames { get; }

    /// <summary>The element with that id, whatever it is; a prefix as in <c>tns:id</c> is ignored when nothing has the whole as id.</summary>
    public XmlElement? Find(string? reference)
    {
        if (string.IsNullOrEmpty(reference))
        {
            return null;
        }

        if (_byId.TryGetValue(reference, out var found))
        {
            return found;
        }

        var colon = reference.LastIndexOf(':');
        return colon < 0 ? null : _byId.GetValueOrDefault(reference[(colon + 1)..]);
    }

    private static IEnumerable<string> Names(XmlElement element)
    {
        string?[] names = (element.Space, element.Name) switch
        {
            (XmlSpace.Zeebe, "input" or "output") => [element["target"]?.Split('.')[0]],
            (XmlSpace.Zeebe, "script" or "calledDecision") => [element["resultVariable"]],
            (XmlSpace.Zeebe, "loopCharacteristics") => [element["inputElement"], element["outputCollection"]],
            (XmlSpace.Bpmn, "dataObject" or "property") => [element.Label],
            _ => [],
        };
        return names.OfType<string>();
    }

    /// <summary>A name with symbols would be read as one where subtraction was meant.</summary>
    private static bool IsPlain(string name) => name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    /// <summary>The element of that kind with that id, or null.</summary>
    public XmlElement? Find(string? reference, string name) => Find(reference) is { } found && found.Name == name ? found : null;
}
