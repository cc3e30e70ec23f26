using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>A service task: a job where it has a definition.</summary>
internal sealed class ServiceTaskTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.ServiceTask;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) =>
        new ServiceTask { Id = id, Job = CommonParts.Job(xml, context) };
}

/// <summary>A send task: a job, or a message.</summary>
internal sealed class SendTaskTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.SendTask;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new SendTask
    {
        Id = id,
        Job = CommonParts.Job(xml, context),
        Message = SharedDefinitions.Message(xml, xml["messageRef"], context),
    };
}

/// <summary>A receive task.</summary>
internal sealed class ReceiveTaskTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.ReceiveTask;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context) => new ReceiveTask
    {
        Id = id,
        Message = SharedDefinitions.Message(xml, xml["messageRef"], context),
        Instantiate = context.Flag(xml, "instantiate"),
    };
}

/// <summary>A script task: FEEL from <c>zeebe:script</c> or from BPMN's <c>script</c>, or a job.</summary>
internal sealed class ScriptTaskTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.ScriptTask;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context)
    {
        var zeebe = xml.Zeebe("script");
        return new ScriptTask
        {
            Id = id,
            Script = context.Feel(zeebe?["expression"], zeebe ?? xml, "the script") ?? Plain(xml, context),
            ResultVariable = zeebe?["resultVariable"],
            Job = CommonParts.Job(xml, context),
        };
    }

    private static Expression? Plain(XmlElement xml, ProcessContext context)
    {
        if (xml.Child("script") is not { Text.Length: > 0 } script)
        {
            return null;
        }

        // A body that begins with = is FEEL, whatever language its tool has left beside it.
        if (xml["scriptFormat"] is { Length: > 0 } format && !format.Contains("feel", StringComparison.OrdinalIgnoreCase) && script.Text[0] != '=')
        {
            context.CannotRun("script-language", xml, $"the script is in '{format}'; write it in FEEL, beginning with =");
            return null;
        }

        return context.Feel(script.Text, script, "the script");
    }
}

/// <summary>A business-rule task: a decision, or a job.</summary>
internal sealed class BusinessRuleTaskTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.BusinessRuleTask;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context)
    {
        var decision = xml.Zeebe("calledDecision");
        var decisionId = context.Value(decision?["decisionId"], decision ?? xml, "the decision's id");
        if (decision is not null && decisionId is null)
        {
            context.CannotRun("decision-missing", xml, "the task does not say which decision is to be made; choose one");
        }

        return new BusinessRuleTask
        {
            Id = id,
            DecisionId = decisionId,
            ResultVariable = decision?["resultVariable"],
            Job = CommonParts.Job(xml, context),
        };
    }
}

/// <summary>A call activity, of a process or a global task, by <c>zeebe:calledElement</c> or BPMN's attribute.</summary>
internal sealed class CallActivityTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.CallActivity;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context)
    {
        var zeebe = xml.Zeebe("calledElement");
        var called = context.Value(zeebe?["processId"], zeebe ?? xml, "the called process") ?? Plain(xml, context);
        if (called is null)
        {
            context.CannotRun("called-element-missing", xml, "the call activity does not say what it calls; choose a process");
        }

        return new CallActivity
        {
            Id = id,
            ProcessId = called ?? Expression.Literal(""),
            PropagateAllParentVariables = zeebe is null || context.Flag(zeebe, "propagateAllParentVariables", true),
            PropagateAllChildVariables = zeebe is null || context.Flag(zeebe, "propagateAllChildVariables", true),
        };
    }

    private static Expression? Plain(XmlElement xml, ProcessContext context)
    {
        if (xml["calledElement"] is not { Length: > 0 } called)
        {
            return null;
        }

        // The attribute is a QName: the prefix names the file that the process is in, not the process.
        return called[0] == '=' ? context.Value(called, xml, "the called process") : Expression.Literal(called[(called.LastIndexOf(':') + 1)..]);
    }
}
