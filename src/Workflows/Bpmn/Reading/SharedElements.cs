using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>What the file's processes refer to by id: messages, signals, errors, escalations, shared event definitions, global tasks.</summary>
internal sealed class SharedElements
{
    private readonly Dictionary<string, Message> messages = [];
    private readonly Dictionary<string, Signal> signals = [];
    private readonly Dictionary<string, Expression?> errors = [];
    private readonly Dictionary<string, Expression?> escalations = [];
    private readonly Dictionary<string, XElement> eventDefinitions = [];
    private readonly ProblemList problems;

    public SharedElements(XElement root, Expressions expressions, ProblemList problems)
    {
        this.problems = problems;
        Expressions = expressions;
        foreach (var element in root.BpmnChildren())
        {
            if (element.Attr("id") is not { } id)
            {
                continue;
            }

            switch (element.Name.LocalName)
            {
                case "message":
                    messages[id] = new Message(id, Name(element, id), expressions.Value(element, element.ZeebeChild("subscription")?.Attr("correlationKey")));
                    break;
                case "signal":
                    signals[id] = new Signal(id, Name(element, id));
                    break;
                case "error":
                    errors[id] = expressions.Value(element, element.Attr("errorCode"));
                    break;
                case "escalation":
                    escalations[id] = expressions.Value(element, element.Attr("escalationCode"));
                    break;
                case var kind when kind.EndsWith("EventDefinition", StringComparison.Ordinal):
                    eventDefinitions[id] = element;
                    break;
            }
        }
    }

    public Expressions Expressions { get; }

    public Message? Message(XElement element) => Find(element, "messageRef", messages, "message");

    public Signal? Signal(XElement element) => Find(element, "signalRef", signals, "signal");

    /// <summary>The code; null with <paramref name="found"/> when the error has none or none is named.</summary>
    public Expression? ErrorCode(XElement element, out bool found) => Code(element, "errorRef", errors, "error", out found);

    /// <inheritdoc cref="ErrorCode"/>
    public Expression? EscalationCode(XElement element, out bool found) => Code(element, "escalationRef", escalations, "escalation", out found);

    public XElement? EventDefinition(XElement reference)
    {
        var id = Xml.Unprefixed(reference.Value);
        if (eventDefinitions.TryGetValue(id, out var definition))
        {
            return definition;
        }

        problems.Add(reference, "event-definition-missing", $"The event refers to the event definition '{id}', which the file does not have.");
        return null;
    }

    private Expression Name(XElement element, string id) => Expressions.Value(element, element.Attr("name")) ?? Expression.Literal(id);

    private Expression? Code(XElement element, string attribute, Dictionary<string, Expression?> all, string what, out bool found)
    {
        found = true;
        if (element.Attr(attribute) is not { Length: > 0 } reference)
        {
            return null;
        }

        if (all.TryGetValue(Xml.Unprefixed(reference), out var code))
        {
            return code;
        }

        found = false;
        Missing(element, reference, what);
        return null;
    }

    private T? Find<T>(XElement element, string attribute, Dictionary<string, T> all, string what)
        where T : class
    {
        if (element.Attr(attribute) is not { Length: > 0 } reference)
        {
            return null;
        }

        if (all.TryGetValue(Xml.Unprefixed(reference), out var found))
        {
            return found;
        }

        Missing(element, reference, what);
        return null;
    }

    private void Missing(XElement element, string reference, string what) =>
        problems.Add(element, $"{what}-missing", $"It refers to the {what} '{reference}', which the file does not have. Choose one that exists, or add it.");
}
