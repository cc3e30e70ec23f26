using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>A start event.</summary>
internal sealed class StartEventTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.StartEvent;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new StartEvent
    {
        Id = id,
        Definitions = EventDefinitions.Read(xml, EventUse.Catch, context),
        ParallelMultiple = context.Flag(xml, "parallelMultiple"),
        IsInterrupting = context.Flag(xml, "isInterrupting", true),
        FormId = xml.Zeebe("formDefinition")?["formId"],
    };
}

/// <summary>An intermediate event that waits.</summary>
internal sealed class IntermediateCatchEventTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.IntermediateCatchEvent;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new IntermediateCatchEvent
    {
        Id = id,
        Definitions = EventDefinitions.Read(xml, EventUse.Catch, context),
        ParallelMultiple = context.Flag(xml, "parallelMultiple"),
    };
}

/// <summary>An intermediate event that throws, or a none event.</summary>
internal sealed class IntermediateThrowEventTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.IntermediateThrowEvent;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new IntermediateThrowEvent
    {
        Id = id,
        Definitions = EventDefinitions.Read(xml, EventUse.Throw, context),
        Job = CommonParts.Job(xml, context),
    };
}

/// <summary>A boundary event. What it is attached to is found once the container is complete.</summary>
internal sealed class BoundaryEventTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.BoundaryEvent;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new BoundaryEvent
    {
        Id = id,
        Definitions = EventDefinitions.Read(xml, EventUse.Catch, context),
        ParallelMultiple = context.Flag(xml, "parallelMultiple"),
        CancelActivity = context.Flag(xml, "cancelActivity", true),
    };
}

/// <summary>An end event.</summary>
internal sealed class EndEventTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.EndEvent;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new EndEvent
    {
        Id = id,
        Definitions = EventDefinitions.Read(xml, EventUse.Throw, context),
        Job = CommonParts.Job(xml, context),
    };
}
