using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on activities (clause 10.3).</summary>
internal static class ActivityRules
{
    public static void Check(Activity activity, ProblemList problems)
    {
        var messages = new HashSet<string>();
        foreach (var boundary in activity.BoundaryEvents)
        {
            if (boundary.Definition is MessageEventDefinition message && !messages.Add(message.Message.Id))
            {
                problems.Add(boundary, "message-clash", $"Two boundary events of {activity} wait for the same message; which of them would take it cannot be told. Keep one.");
            }
        }

        var errors = activity.BoundaryEvents.Select(boundary => boundary.Definition).OfType<ErrorEventDefinition>().GroupBy(error => error.Code?.Text);
        if (errors.Any(group => group.Count() > 1))
        {
            problems.Add(activity, "error-clash", "Two boundary events of this activity catch the same error. Keep one.");
        }

        if (activity is SubProcess { TriggeredByEvent: true } eventSubProcess)
        {
            EventSubProcess(eventSubProcess, problems);
        }
        else if (activity is AdHocSubProcess adHoc)
        {
            AdHoc(adHoc, problems);
        }
        else if (activity is SubProcess subProcess && subProcess.StartEvents.Any(start => start.Definitions.Count > 0))
        {
            problems.Add(subProcess.StartEvents.First(start => start.Definitions.Count > 0), "sub-process-start",
                "The start event of an embedded sub-process has no trigger: it starts when the sub-process does. Remove the trigger, or make it an event sub-process.");
        }
        else if (activity is SubProcess several && several.StartEvents.Count > 1)
        {
            problems.Add(several, "sub-process-starts", "A sub-process has at most one start event.");
        }
    }

    private static void EventSubProcess(SubProcess subProcess, ProblemList problems)
    {
        if (subProcess.StartEvents.Count != 1)
        {
            problems.Add(subProcess, "event-sub-process-start", "An event sub-process needs exactly one start event, with a trigger.");
        }
        else if (subProcess.StartEvents[0].Definitions.Count == 0)
        {
            problems.Add(subProcess.StartEvents[0], "event-sub-process-start", "The start event of an event sub-process needs a trigger: a message, timer, error, escalation, signal, condition or compensation.");
        }

        if (subProcess.BoundaryEvents.Count > 0)
        {
            problems.Add(subProcess.BoundaryEvents[0], "boundary-host", "An event sub-process cannot carry boundary events.");
        }
    }

    private static void AdHoc(AdHocSubProcess adHoc, ProblemList problems)
    {
        if (!adHoc.Children.OfType<Activity>().Any())
        {
            problems.Add(adHoc, "ad-hoc-empty", "An ad-hoc sub-process needs at least one activity.");
        }

        foreach (var child in adHoc.Children.Where(child => child is StartEvent or EndEvent))
        {
            problems.Add(child, "ad-hoc-event", "An ad-hoc sub-process has no start or end events: people start its activities.");
        }
    }
}
