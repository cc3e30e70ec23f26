namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>The namespaces whose elements and attributes mean something to the engine.</summary>
internal enum XmlSpace
{
    /// <summary>An attribute without a prefix.</summary>
    None,
    /// <summary>BPMN 2.0.</summary>
    Bpmn,
    /// <summary>The extension namespace of the bpmn.io tools.</summary>
    Zeebe,
    /// <summary>This product's own.</summary>
    Peninsula,
    /// <summary>XML Schema instances: <c>xsi:type</c>.</summary>
    Schema,
}

/// <summary>
/// An element of the file, with its line. Only what can mean something is kept: diagrams and other tools' extensions
/// are skipped while reading, so that a file costs memory for its process and not for its picture.
/// </summary>
internal sealed class XmlElement(XmlSpace space, string name, int line, XmlElement? parent)
{
    private List<(XmlSpace Space, string Name, string Value)>? _attributes;
    private List<XmlElement>? _children;
    private string? _text;

    public XmlSpace Space => space;

    /// <summary>The local name.</summary>
    public string Name => name;

    public int Line => line;

    public XmlElement? Parent => parent;

    public string? Id => this["id"];

    /// <summary>The name that people gave it; null when absent or empty.</summary>
    public string? Label => this["name"] is { Length: > 0 } label ? label : null;

    public IReadOnlyList<XmlElement> Children => _children ?? [];

    /// <summary>The text directly inside, trimmed.</summary>
    public string Text => _text?.Trim() ?? "";

    /// <summary>The value of an attribute without a prefix, trimmed; null when absent.</summary>
    public string? this[string attribute] => Find(XmlSpace.None, attribute);

    public IEnumerable<(string Name, string Value)> Attributes(XmlSpace of) =>
        _attributes is null ? [] : _attributes.Where(a => a.Space == of).Select(a => (a.Name, a.Value));

    /// <summary>The <c>xsi:type</c> without its prefix, or null.</summary>
    public string? SchemaType => Find(XmlSpace.Schema, "type") is { } type ? type[(type.LastIndexOf(':') + 1)..] : null;

    /// <summary>The first BPMN child with that name, or null.</summary>
    public XmlElement? Child(string childName) => Find(XmlSpace.Bpmn, childName, _children);

    /// <summary>The BPMN children with that name.</summary>
    public IEnumerable<XmlElement> All(string childName) =>
        Children.Where(child => child.Space == XmlSpace.Bpmn && child.Name == childName);

    /// <summary>The <c>zeebe</c> extension element with that name, or null.</summary>
    public XmlElement? Zeebe(string extension) => Find(XmlSpace.Zeebe, extension, Child("extensionElements")?._children);

    /// <summary>The first <c>zeebe</c> child with that name, for elements inside an extension.</summary>
    public IEnumerable<XmlElement> ZeebeChildren(string childName) =>
        Children.Where(child => child.Space == XmlSpace.Zeebe && child.Name == childName);

    /// <summary>The element and all below it, in the file's order.</summary>
    public IEnumerable<XmlElement> SelfAndDescendants()
    {
        var waiting = new Stack<XmlElement>();
        waiting.Push(this);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            for (var i = next.Children.Count - 1; i >= 0; i--)
            {
                waiting.Push(next.Children[i]);
            }
        }
    }

    internal void Add(XmlElement child) => (_children ??= []).Add(child);

    internal void Add(XmlSpace of, string attribute, string value) => (_attributes ??= []).Add((of, attribute, value.Trim()));

    internal void Append(string text) => _text = _text is null ? text : _text + text;

    private string? Find(XmlSpace of, string attribute)
    {
        foreach (var (at, key, value) in _attributes ?? [])
        {
            if (at == of && key == attribute)
            {
                return value;
            }
        }

        return null;
    }

    private static XmlElement? Find(XmlSpace of, string childName, List<XmlElement>? among)
    {
        foreach (var child in among ?? [])
        {
            if (child.Space == of && child.Name == childName)
            {
                return child;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"<{name} id=\"{Id}\"> line {line}";
}
