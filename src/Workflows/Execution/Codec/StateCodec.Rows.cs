using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Tasks, jobs, timers, subscriptions, incidents and escalations of an element instance.</summary>
internal static partial class StateCodec
{
    private static void WriteRows(Encoder to, ElementInstance element, Parts parts, long zero)
    {
        if (parts.HasFlag(Parts.Task))
        {
            var task = element.Task!;
            to.Text(task.Name);
            to.Text(task.ProcessId);
            to.Optional(task.FormId);
            TermsCodec.Write(to, task.Terms);
        }

        if (parts.HasFlag(Parts.Job))
        {
            to.Number(element.Job!.Key - zero);
            to.Text(element.Job.Type);
            to.Number(element.Job.Retries);
        }

        if (parts.HasFlag(Parts.Timers))
        {
            to.Number(element.Timers!.Count);
            foreach (var timer in element.Timers)
            {
                to.Number(timer.Key - zero);
                to.Text(timer.ElementId);
                to.Time(timer.Due);
                to.Byte((byte)timer.Kind);
                to.Number(timer.RepetitionsLeft);
                to.Optional(timer.Interval);
                to.Number(timer.LevelIndex);
            }
        }

        if (parts.HasFlag(Parts.Subscriptions))
        {
            to.Number(element.Subscriptions!.Count);
            foreach (var subscription in element.Subscriptions)
            {
                to.Number(subscription.Key - zero);
                to.Text(subscription.ElementId);
                to.Byte((byte)subscription.Kind);
                to.Text(subscription.Name);
                to.Optional(subscription.CorrelationKey);
                to.Flag(subscription.StaysOpen);
                to.Number(subscription.DefinitionIndex);
                to.Flag(subscription.Held);
            }
        }

        if (parts.HasFlag(Parts.Incidents))
        {
            to.Number(element.Incidents!.Count);
            foreach (var incident in element.Incidents)
            {
                to.Number(incident.Key - zero);
                to.Byte((byte)incident.Kind);
                to.Text(incident.Message);
                to.Optional(incident.JobKey);
                to.Byte((byte)incident.Step);
            }
        }

        if (parts.HasFlag(Parts.Escalations))
        {
            to.Number(element.Escalations!.Count);
            foreach (var escalation in element.Escalations)
            {
                to.Number(escalation.Key - zero);
                to.Text(escalation.Level);
                to.Texts(escalation.Recipients);
                to.Flag(escalation.Anonymised);
                to.Optional(escalation.Direction);
                to.Optional(escalation.Answer);
            }
        }
    }

    private static void ReadRows(ref Decoder from, ElementInstance element, Parts parts, long zero)
    {
        if (parts.HasFlag(Parts.Task))
        {
            var name = from.Text();
            var processId = from.Text();
            var formId = from.OptionalText();
            element.Task = new UserTaskState(element.Key, element.ElementId, name, processId, formId, TermsCodec.Read(ref from));
        }

        if (parts.HasFlag(Parts.Job))
        {
            var key = zero + from.Number();
            var type = from.Text();
            element.Job = new JobState(key, element.Key, element.ElementId, type, from.Int());
        }

        if (parts.HasFlag(Parts.Timers))
        {
            element.Timers = [];
            for (var i = from.Count(); i > 0; i--)
            {
                element.Timers.Add(ReadTimer(ref from, element, zero));
            }
        }

        if (parts.HasFlag(Parts.Subscriptions))
        {
            element.Subscriptions = [];
            for (var i = from.Count(); i > 0; i--)
            {
                element.Subscriptions.Add(ReadSubscription(ref from, element, zero));
            }
        }

        if (parts.HasFlag(Parts.Incidents))
        {
            element.Incidents = [];
            for (var i = from.Count(); i > 0; i--)
            {
                var key = zero + from.Number();
                var kind = (IncidentKind)from.Byte();
                var message = from.Text();
                var jobKey = from.OptionalNumber();
                element.Incidents.Add(new IncidentState(key, element.Key, element.ElementId, kind, message, jobKey, (ElementStep)from.Byte()));
            }
        }

        if (parts.HasFlag(Parts.Escalations))
        {
            element.Escalations = [];
            for (var i = from.Count(); i > 0; i--)
            {
                var key = zero + from.Number();
                var level = from.Text();
                var recipients = from.Texts();
                var anonymised = from.Flag();
                var direction = from.OptionalText();
                element.Escalations.Add(new EscalationState(key, element.Key, element.ElementId, level, recipients, anonymised, direction, from.OptionalText()));
            }
        }
    }

    private static TimerState ReadTimer(ref Decoder from, ElementInstance element, long zero)
    {
        var key = zero + from.Number();
        var elementId = from.Text();
        var due = from.Time();
        var kind = (TimerKind)from.Byte();
        var repetitions = from.Int();
        var interval = from.OptionalText();
        return new TimerState(key, element.Key, elementId, due, kind, repetitions, interval, from.Int());
    }

    private static SubscriptionState ReadSubscription(ref Decoder from, ElementInstance element, long zero)
    {
        var key = zero + from.Number();
        var elementId = from.Text();
        var kind = (SubscriptionKind)from.Byte();
        var name = from.Text();
        var correlationKey = from.OptionalText();
        var staysOpen = from.Flag();
        var index = from.Int();
        return new SubscriptionState(key, element.Key, elementId, kind, name, correlationKey, staysOpen, index, from.Flag());
    }
}
