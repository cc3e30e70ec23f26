using System.Globalization;
using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Makes the activity of one element (BPMN 2.0.2 clause 10.3).</summary>
internal sealed class ActivityReading(SharedElements shared, LoopReading loops, DataReading data, ProblemList problems)
{
    public Activity Read(XElement element)
    {
        var id = element.Attr("id") ?? "";
        var common = (
            Name: element.Attr("name"),
            Line: element.Line(),
            Loop: loops.Read(element),
            Start: Quantity(element, "startQuantity"),
            Completion: Quantity(element, "completionQuantity"),
            Compensates: element.Flag("isForCompensation", false));
        var inputs = data.Inputs(element);
        var outputs = data.Outputs(element);
        var extensions = element.Extensions();
        var documentation = element.Documentation();

        switch (element.Name.LocalName)
        {
            case "userTask":
                var assignment = element.ZeebeChild("assignmentDefinition");
                var schedule = element.ZeebeChild("taskSchedule");
                var performers = Performers(element);
                return new UserTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    Assignee = shared.Expressions.Value(element, assignment?.Attr("assignee") ?? performers.Assignee),
                    CandidateGroups = shared.Expressions.Value(element, assignment?.Attr("candidateGroups") ?? performers.Groups),
                    CandidateUsers = shared.Expressions.Value(element, assignment?.Attr("candidateUsers") ?? performers.Users),
                    DueDate = shared.Expressions.Value(element, schedule?.Attr("dueDate")),
                    FollowUpDate = shared.Expressions.Value(element, schedule?.Attr("followUpDate")),
                    Priority = shared.Expressions.Value(element, element.ZeebeChild("priorityDefinition")?.Attr("priority")),
                    FormId = element.ZeebeChild("formDefinition") is { } form ? form.Attr("formId") ?? form.Attr("externalReference") : null,
                };
            case "serviceTask":
                return new ServiceTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    Job = Job(element),
                };
            case "sendTask":
                return new SendTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    Job = Job(element), Message = shared.Message(element),
                };
            case "receiveTask":
                return new ReceiveTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    Message = shared.Message(element), Instantiate = element.Flag("instantiate", false),
                };
            case "scriptTask":
                var script = element.ZeebeChild("script");
                return new ScriptTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    Script = shared.Expressions.Feel(element, script?.Attr("expression") ?? element.TextOf("script")),
                    ResultVariable = script?.Attr("resultVariable"), Job = Job(element),
                };
            case "businessRuleTask":
                var decision = element.ZeebeChild("calledDecision");
                return new BusinessRuleTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    DecisionId = shared.Expressions.Value(element, decision?.Attr("decisionId")),
                    ResultVariable = decision?.Attr("resultVariable"), Job = Job(element),
                };
            case "callActivity":
                var called = element.ZeebeChild("calledElement");
                var processId = shared.Expressions.Value(element, called?.Attr("processId") ?? (element.Attr("calledElement") is { } plain ? Xml.Unprefixed(plain) : null));
                if (processId is null)
                {
                    problems.Add(element, "called-process-missing", "The call activity names no process. Choose the process that it calls.");
                }

                return new CallActivity
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    ProcessId = processId ?? Expression.Literal(""),
                    PropagateAllParentVariables = called?.Flag("propagateAllParentVariables", true) ?? true,
                    PropagateAllChildVariables = called?.Flag("propagateAllChildVariables", true) ?? true,
                };
            case "subProcess":
                return new SubProcess
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    TriggeredByEvent = element.Flag("triggeredByEvent", false), DataItems = DataReading.Items(element),
                };
            case "transaction":
                return new Transaction
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    DataItems = DataReading.Items(element),
                };
            case "adHocSubProcess":
                return new AdHocSubProcess
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                    DataItems = DataReading.Items(element),
                    Sequential = element.Attr("ordering") == "Sequential",
                    CompletionCondition = shared.Expressions.Feel(element, element.TextOf("completionCondition")),
                    CancelRemainingInstances = element.Flag("cancelRemainingInstances", true),
                    ActiveElements = shared.Expressions.Value(element, element.ZeebeChild("adHoc")?.Attr("activeElementsCollection")),
                };
            case "manualTask":
                return new ManualTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                };
            default:
                return new UndefinedTask
                {
                    Id = id, Name = common.Name, Line = common.Line, Loop = common.Loop, StartQuantity = common.Start, CompletionQuantity = common.Completion,
                    IsForCompensation = common.Compensates, Inputs = inputs, Outputs = outputs, Extensions = extensions, Documentation = documentation,
                };
        }
    }

    public JobDefinition? Job(XElement element)
    {
        if (element.ZeebeChild("taskDefinition") is not { } definition)
        {
            return null;
        }

        if (shared.Expressions.Value(element, definition.Attr("type")) is not { } type)
        {
            problems.Add(element, "job-type-missing", "The task definition has no type. Say which kind of worker does this job.");
            return null;
        }

        var headers = element.ZeebeChild("taskHeaders")?.Elements(Xml.Zeebe + "header")
            .Where(header => header.Attr("key") is { Length: > 0 })
            .GroupBy(header => header.Attr("key")!)
            .ToDictionary(group => group.Key, group => group.Last().Attr("value") ?? "");
        return new JobDefinition(type, shared.Expressions.Value(element, definition.Attr("retries")), headers ?? []);
    }

    private int Quantity(XElement element, string attribute)
    {
        if (element.Attr(attribute) is not { Length: > 0 } text)
        {
            return 1;
        }

        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var quantity) && quantity > 0)
        {
            return quantity;
        }

        problems.Add(element, "token-quantity", $"The {attribute} '{text}' is not a whole number from 1.");
        return 1;
    }

    // Plain BPMN says who by resource roles: "kermit", "user(kermit)", "group(accountancy), group(management)".
    private static (string? Assignee, string? Groups, string? Users) Performers(XElement element)
    {
        var assignee = Roles(element, "humanPerformer").FirstOrDefault();
        var groups = new List<string>();
        var users = new List<string>();
        foreach (var role in Roles(element, "potentialOwner"))
        {
            if (role.StartsWith('='))
            {
                groups.Add(role);
                continue;
            }

            foreach (var part in role.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (part.StartsWith("user(", StringComparison.Ordinal))
                {
                    users.Add(part[5..].TrimEnd(')').Trim());
                }
                else
                {
                    groups.Add(part.StartsWith("group(", StringComparison.Ordinal) ? part[6..].TrimEnd(')').Trim() : part);
                }
            }
        }

        return (assignee, groups.Count == 0 ? null : string.Join(',', groups), users.Count == 0 ? null : string.Join(',', users));
    }

    private static IEnumerable<string> Roles(XElement element, string kind) =>
        element.ChildrenNamed(kind)
            .Select(role => role.Child("resourceAssignmentExpression")?.TextOf("formalExpression"))
            .OfType<string>();
}
