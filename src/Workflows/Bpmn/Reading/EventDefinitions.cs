using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Whether an event waits or acts: some of its parts are needed only for one of the two.</summary>
internal enum EventUse
{
    /// <summary>Start, intermediate catch and boundary events.</summary>
    Catch,
    /// <summary>Intermediate throw and end events.</summary>
    Throw,
}

/// <summary>Reads event definitions, one method per kind (clause 10.5.5), inline or shared through <c>eventDefinitionRef</c>.</summary>
internal static class EventDefinitions
{
    private delegate EventDefinition Reader(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context);

    private static readonly Dictionary<string, Reader> Readers = new(StringComparer.Ordinal)
    {
        ["messageEventDefinition"] = Message,
        ["timerEventDefinition"] = Timer,
        ["errorEventDefinition"] = Error,
        ["escalationEventDefinition"] = Escalation,
        ["cancelEventDefinition"] = (_, _, _, _) => new CancelEventDefinition(),
        ["compensateEventDefinition"] = Compensation,
        ["conditionalEventDefinition"] = Condition,
        ["linkEventDefinition"] = Link,
        ["signalEventDefinition"] = Signal,
        ["terminateEventDefinition"] = (_, _, _, _) => new TerminateEventDefinition(),
    };

    /// <summary>The names of the kinds.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    public static IReadOnlyList<EventDefinition> Read(XmlElement owner, EventUse use, ProcessContext context)
    {
        var found = new List<EventDefinition>();
        foreach (var child in owner.Children)
        {
            if (child.Space != XmlSpace.Bpmn)
            {
                continue;
            }

            if (child.Name == "eventDefinitionRef")
            {
                if (Shared(child, child.Text, owner, use, context) is { } shared)
                {
                    found.Add(shared);
                }
            }
            else if (Readers.TryGetValue(child.Name, out var reader))
            {
                found.Add(reader(child, owner, use, context));
            }
        }

        return found;
    }

    /// <summary>A definition of the file that several events share; a reference to nothing is reported.</summary>
    public static EventDefinition? Shared(XmlElement at, string reference, XmlElement owner, EventUse use, ProcessContext context)
    {
        if (context.File.Find(reference) is { } shared && Readers.TryGetValue(shared.Name, out var reader))
        {
            return reader(shared, owner, use, context);
        }

        context.Wrong("reference-missing", at, $"there is no event definition '{reference}' in the file; choose one that is, or add it");
        return null;
    }

    private static MessageEventDefinition Message(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var message = SharedDefinitions.Message(xml, xml["messageRef"], context);
        if (message is null && xml["messageRef"] is null or "" && (use == EventUse.Catch || owner.Zeebe("taskDefinition") is null))
        {
            context.CannotRun("message-missing", owner, use == EventUse.Catch
                ? "the event waits for a message but does not say which; choose one"
                : "the event sends a message but does not say which; choose one, or give the event a job type");
        }

        return new MessageEventDefinition(message ?? new Message("", Expression.Literal(""), null));
    }

    private static TimerEventDefinition Timer(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var timer = new TimerEventDefinition(
            context.Value(xml.Child("timeDate"), "the timer's date"),
            context.Value(xml.Child("timeDuration"), "the timer's duration"),
            context.Value(xml.Child("timeCycle"), "the timer's cycle"));
        var given = new[] { timer.Date, timer.Duration, timer.Cycle }.Count(value => value is not null);
        if (given != 1)
        {
            context.CannotRun("timer-value", owner, given == 0
                ? "the timer says no time; give it a date, a duration or a cycle"
                : "the timer has several of date, duration and cycle; keep one");
        }
        else
        {
            context.CheckTimer(timer, owner);
        }

        return timer;
    }

    private static ErrorEventDefinition Error(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var code = SharedDefinitions.Code(xml, xml["errorRef"], "error", context);
        if (use == EventUse.Throw && code is null)
        {
            context.CannotRun("error-code-missing", owner, "the event throws an error without a code, which nobody could catch by name; choose an error that has a code");
        }

        return new ErrorEventDefinition(code);
    }

    private static EscalationEventDefinition Escalation(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var code = SharedDefinitions.Code(xml, xml["escalationRef"], "escalation", context);
        if (use == EventUse.Throw && code is null)
        {
            context.CannotRun("escalation-code-missing", owner, "the event throws an escalation without a code; choose an escalation that has one");
        }

        return new EscalationEventDefinition(code);
    }

    private static CompensationEventDefinition Compensation(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var reference = xml["activityRef"] is { Length: > 0 } activity ? activity : null;
        var found = context.File.Find(reference);
        if (reference is not null && found is null)
        {
            context.Wrong("reference-missing", owner, $"the activity to compensate, '{reference}', is not in the file; choose one that is");
        }

        return new CompensationEventDefinition(found?.Id ?? reference, context.Flag(xml, "waitForCompletion", true));
    }

    private static ConditionalEventDefinition Condition(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var condition = context.Feel(xml.Child("condition"), "the condition");
        if (condition is null)
        {
            context.CannotRun("condition-missing", owner, "the event waits for a condition but has none; write one");
        }

        return new ConditionalEventDefinition(condition ?? Expression.Literal(""), Filter(xml, context));
    }

    private static ConditionFilter? Filter(XmlElement definition, ProcessContext context)
    {
        if (definition.Zeebe("conditionalFilter") is not { } filter)
        {
            return null;
        }

        var events = Words(filter["variableEvents"]);
        if (events.FirstOrDefault(change => change is not ("create" or "update")) is { } unknown)
        {
            context.CannotRun("attribute-value", filter, $"variableEvents names '{unknown}'; it can name create, update, or both");
        }

        return new ConditionFilter(Words(filter["variableNames"]), events.Count == 0 || events.Contains("create"), events.Count == 0 || events.Contains("update"));
    }

    private static HashSet<string> Words(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static LinkEventDefinition Link(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var name = xml.Label ?? owner.Label;
        if (name is null)
        {
            context.Wrong("link-name-missing", owner, "the link has no name; give it that of the link it belongs to");
        }

        return new LinkEventDefinition(name ?? "");
    }

    private static SignalEventDefinition Signal(XmlElement xml, XmlElement owner, EventUse use, ProcessContext context)
    {
        var signal = SharedDefinitions.Signal(xml, xml["signalRef"], context);
        if (signal is null && xml["signalRef"] is null or "")
        {
            context.CannotRun("signal-missing", owner, "the event does not say which signal; choose one");
        }

        return new SignalEventDefinition(signal ?? new Signal("", Expression.Literal("")));
    }
}
