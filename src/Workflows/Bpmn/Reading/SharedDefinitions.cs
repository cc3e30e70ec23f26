using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Resolves references to the file's messages, signals, errors and escalations.</summary>
internal static class SharedDefinitions
{
    /// <summary>The message, or null when none is named or none is there (which is reported).</summary>
    public static Message? Message(XmlElement at, string? reference, ProcessContext context)
    {
        if (Resolve(at, reference, "message", context) is not { } xml)
        {
            return null;
        }

        if (context.Value(xml.Label, xml, "the message's name") is not { } name)
        {
            context.CannotRun("message-name-missing", xml, "the message has no name; senders and receivers find each other by it");
            return null;
        }

        var subscription = xml.Zeebe("subscription");
        return new Message(xml.Id ?? "", name, context.Value(subscription?["correlationKey"], subscription ?? xml, "the correlation key"));
    }

    public static Signal? Signal(XmlElement at, string? reference, ProcessContext context)
    {
        if (Resolve(at, reference, "signal", context) is not { } xml)
        {
            return null;
        }

        if (context.Value(xml.Label, xml, "the signal's name") is not { } name)
        {
            context.CannotRun("signal-name-missing", xml, "the signal has no name; throwers and catchers find each other by it");
            return null;
        }

        return new Signal(xml.Id ?? "", name);
    }

    /// <summary>The code of an error or escalation; null when none is named, or it has none.</summary>
    public static Expression? Code(XmlElement at, string? reference, string kind, ProcessContext context) =>
        Resolve(at, reference, kind, context) is { } xml ? context.Value(xml[kind + "Code"], xml, $"the {kind}'s code") : null;

    private static XmlElement? Resolve(XmlElement at, string? reference, string kind, ProcessContext context)
    {
        if (string.IsNullOrEmpty(reference))
        {
            return null;
        }

        var found = context.File.Find(reference, kind);
        if (found is null)
        {
            context.Wrong("reference-missing", at, $"there is no {kind} '{reference}' in the file; choose one that is, or add it");
        }

        return found;
    }
}
