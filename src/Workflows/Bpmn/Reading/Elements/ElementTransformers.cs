using System.Diagnostics.CodeAnalysis;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>The transformer of every element that becomes a node: what is not here, the engine does not run.</summary>
internal static class ElementTransformers
{
    private static readonly Dictionary<string, IElementTransformer> ByName = new IElementTransformer[]
    {
        // Tasks
        new ElementTransformer(ElementKind.Task, (_, id, _) => new UndefinedTask { Id = id }),
        new ElementTransformer(ElementKind.ManualTask, (_, id, _) => new ManualTask { Id = id }),
        new UserTaskTransformer(),
        new ServiceTaskTransformer(),
        new SendTaskTransformer(),
        new ReceiveTaskTransformer(),
        new ScriptTaskTransformer(),
        new BusinessRuleTaskTransformer(),
        new CallActivityTransformer(),

        // Sub-processes
        new SubProcessTransformer(),
        new TransactionTransformer(),
        new AdHocSubProcessTransformer(),

        // Gateways
        new ElementTransformer(ElementKind.ExclusiveGateway, (_, id, _) => new ExclusiveGateway { Id = id }),
        new ElementTransformer(ElementKind.ParallelGateway, (_, id, _) => new ParallelGateway { Id = id }),
        new ElementTransformer(ElementKind.InclusiveGateway, (_, id, _) => new InclusiveGateway { Id = id }),
        new ComplexGatewayTransformer(),
        new EventBasedGatewayTransformer(),

        // Events
        new StartEventTransformer(),
        new IntermediateCatchEventTransformer(),
        new IntermediateThrowEventTransformer(),
        new BoundaryEventTransformer(),
        new EndEventTransformer(),
    }.ToDictionary(transformer => transformer.Kind.Element, StringComparer.Ordinal);

    public static bool TryFind(string element, [NotNullWhen(true)] out IElementTransformer? transformer) =>
        ByName.TryGetValue(element, out transformer);

    public static FlowNode Transform(IElementTransformer transformer, XmlElement xml, string id, ProcessContext context)
    {
        var node = transformer.Transform(xml, id, context);
        CommonParts.Fill(node, xml, context);
        UnknownExtensions.Report(xml, context);
        if (node is Activity activity)
        {
            activity.Loop = Loops.Read(xml, context);
            activity.IsForCompensation = context.Flag(xml, "isForCompensation");
            activity.StartQuantity = Quantity(xml, "startQuantity", context);
            activity.CompletionQuantity = Quantity(xml, "completionQuantity", context);
        }

        return node;
    }

    // Files have a zero here that nobody means: without a token nothing starts, and one is what everybody expects.
    private static int Quantity(XmlElement xml, string attribute, ProcessContext context)
    {
        var quantity = context.Number(xml, attribute, 1, 0);
        if (quantity == 0)
        {
            context.Warn("quantity", xml, $"{attribute}=\"0\" must be 1 or more; it is taken as 1");
        }

        return Math.Max(1, quantity);
    }
}
