using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads events and what they catch or throw (BPMN 2.0.2 clause 10.5).</summary>
internal sealed class EventReading(SharedElements shared, ProblemList problems)
{
    public List<EventDefinition> Definitions(XElement element)
    {
        var definitions = new List<EventDefinition>();
        foreach (var child in element.BpmnChildren())
        {
            var source = child.Name.LocalName == "eventDefinitionRef" ? shared.EventDefinition(child)
                : child.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) ? child
                : null;
            if (source is not null && Definition(source) is { } definition)
            {
                definitions.Add(definition);
            }
        }

        return definitions;
    }

    public EventDefinition? Definition(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "messageEventDefinition":
                var message = shared.Message(element);
                if (message is null && element.Attr("messageRef") is null)
                {
                    problems.Add(element, "message-missing", "The message event names no message. Choose one.");
                }

                return message is null ? null : new MessageEventDefinition(message);
            case "signalEventDefinition":
                var signal = shared.Signal(element);
                if (signal is null && element.Attr("signalRef") is null)
                {
                    problems.Add(element, "signal-missing", "The signal event names no signal. Choose one.");
                }

                return signal is null ? null : new SignalEventDefinition(signal);
            case "errorEventDefinition":
                var error = shared.ErrorCode(element, out var errorFound);
                return errorFound ? new ErrorEventDefinition(error) : null;
            case "escalationEventDefinition":
                var escalation = shared.EscalationCode(element, out var escalationFound);
                return escalationFound ? new EscalationEventDefinition(escalation) : null;
            case "timerEventDefinition":
                return Timer(element);
            case "conditionalEventDefinition":
                var condition = shared.Expressions.Feel(element, element.TextOf("condition"));
                if (condition is null && element.TextOf("condition") is null)
                {
                    problems.Add(element, "condition-missing", "The conditional event has no condition. Write one, such as = riskLevel = \"high\".");
                }

                return condition is null ? null : new ConditionalEventDefinition(condition);
            case "linkEventDefinition":
                if (element.Attr("name") is { Length: > 0 } name)
                {
                    return new LinkEventDefinition(name);
                }

                problems.Add(element, "link-name-missing", "The link event has no link name. Give the throwing and the catching event the same one.");
                return null;
            case "compensateEventDefinition":
                return new CompensationEventDefinition(
                    element.Attr("activityRef") is { Length: > 0 } activity ? Xml.Unprefixed(activity) : null,
                    element.Flag("waitForCompletion", true));
            case "cancelEventDefinition":
                return new CancelEventDefinition();
            case "terminateEventDefinition":
                return new TerminateEventDefinition();
            default:
                problems.Add(element, "element-unknown", $"BPMN has no event definition <{element.Name.LocalName}>.");
                return null;
        }
    }

    private TimerEventDefinition? Timer(XElement element)
    {
        string[] kinds = ["timeDate", "timeDuration", "timeCycle"];
        var given = kinds.Where(kind => element.TextOf(kind) is not null).ToList();
        if (given.Count != 1)
        {
            problems.Add(element, "timer-kind", given.Count == 0
                ? "The timer has no time. Give it a date, a duration such as PT4H, or a cycle such as R3/PT1H."
                : "The timer has more than one of date, duration and cycle. Keep one.");
            return null;
        }

        var before = problems.Count;
        var date = shared.Expressions.Value(element, element.TextOf("timeDate"));
        var duration = shared.Expressions.Value(element, element.TextOf("timeDuration"));
        var cycle = shared.Expressions.Value(element, element.TextOf("timeCycle"));
        return problems.Count > before ? null : new TimerEventDefinition(date, duration, cycle);
    }
}
