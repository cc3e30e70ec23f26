using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>Makes the model's node of one kind of element. Called once an element, in the file's order, before flows are connected.</summary>
internal interface IElementTransformer
{
    /// <summary>The kind whose element it reads.</summary>
    ElementKind Kind { get; }

    /// <summary>The node with what is the kind's own; what all kinds share is filled in by the caller.</summary>
    FlowNode Transform(XmlElement xml, string id, ProcessContext context);
}

/// <summary>A transformer that is a function of the element alone.</summary>
internal sealed class ElementTransformer(ElementKind kind, Func<XmlElement, string, ProcessContext, FlowNode> transform) : IElementTransformer
{
    public ElementKind Kind => kind;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => transform(xml, id, context);
}
