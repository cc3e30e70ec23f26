using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>A complex gateway.</summary>
internal sealed class ComplexGatewayTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.ComplexGateway;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) =>
        new ComplexGateway { Id = id, ActivationCondition = context.Feel(xml.Child("activationCondition"), "the activation condition") };
}

/// <summary>An event-based gateway.</summary>
internal sealed class EventBasedGatewayTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.EventBasedGateway;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context)
    {
        var type = xml["eventGatewayType"];
        if (type is not (null or "" or "Exclusive" or "Parallel"))
        {
            context.Wrong("attribute-value", xml, $"eventGatewayType=\"{type}\" must be Exclusive or Parallel");
        }

        return new EventBasedGateway { Id = id, Instantiate = context.Flag(xml, "instantiate"), Parallel = type == "Parallel" };
    }
}
