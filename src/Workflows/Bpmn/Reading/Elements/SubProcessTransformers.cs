using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>An embedded or event sub-process. What is inside is read by <see cref="ProcessReader"/>.</summary>
internal sealed class SubProcessTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.SubProcess;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) =>
        new SubProcess { Id = id, TriggeredByEvent = context.Flag(xml, "triggeredByEvent") };
}

/// <summary>A transaction.</summary>
internal sealed class TransactionTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.Transaction;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) =>
        new Transaction { Id = id, TriggeredByEvent = context.Flag(xml, "triggeredByEvent") };
}

/// <summary>An ad-hoc sub-process.</summary>
internal sealed class AdHocSubProcessTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.AdHocSubProcess;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context)
    {
        var zeebe = xml.Zeebe("adHoc");
        return new AdHocSubProcess
        {
            Id = id,
            Sequential = Sequential(xml, context),
            CompletionCondition = context.Feel(xml.Child("completionCondition"), "the completion condition"),
            CancelRemainingInstances = context.Flag(xml, "cancelRemainingInstances", true),
            ActiveElements = context.Feel(zeebe?["activeElementsCollection"], zeebe ?? xml, "the activities to start with"),
        };
    }

    private static bool Sequential(XmlElement xml, ProcessContext context)
    {
        switch (xml["ordering"])
        {
            case "Sequential":
                return true;
            case null or "" or "Parallel":
                return false;
            default:
                context.Wrong("attribute-value", xml, $"ordering=\"{xml["ordering"]}\" must be Parallel or Sequential");
                return false;
        }
    }
}
