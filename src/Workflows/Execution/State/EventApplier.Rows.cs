namespace Peninsula.Workflows.Execution.State;

/// <summary>The events of what hangs on an element instance: its task, job, timers, subscriptions, incidents, escalations.</summary>
internal static partial class EventApplier
{
    private static void ApplyToRows(InstanceState state, WorkflowEvent happened)
    {
        switch (happened)
        {
            case TaskCreated e:
                Get(state, e.TaskKey).Task = new UserTaskState(e.TaskKey, e.ElementId, e.Name, e.ProcessId, e.FormId, e.Terms);
                break;
            case TaskAssigned e:
                var holder = Get(state, e.TaskKey);
                holder.Task = holder.Task! with { Terms = holder.Task.Terms with { Assignee = e.Assignee } };
                break;
            case TaskCompleted e:
                Get(state, e.TaskKey).Task = null;
                break;
            case TaskCancelled e:
                Get(state, e.TaskKey).Task = null;
                break;
            case JobCreated e:
                Seen(state, e.JobKey);
                Get(state, e.ElementKey).Job = new JobState(e.JobKey, e.ElementKey, e.ElementId, e.Type, e.Retries);
                break;
            case JobCompleted e:
                JobHolder(state, e.JobKey).Job = null;
                break;
            case JobCancelled e:
                JobHolder(state, e.JobKey).Job = null;
                break;
            case JobErrorThrown e:
                JobHolder(state, e.JobKey).Job = null;
                break;
            case JobFailed e:
                var failed = JobHolder(state, e.JobKey);
                failed.Job = failed.Job! with { Retries = e.RetriesLeft };
                break;
            case JobRetriesSet e:
                var retried = JobHolder(state, e.JobKey);
                retried.Job = retried.Job! with { Retries = e.RetriesLeft };
                break;
            case TimerScheduled or TimerFired or TimerCancelled or TimerChanged:
                ApplyToTimers(state, happened);
                break;
            case SubscriptionOpened or SubscriptionTriggered or SubscriptionClosed or ConditionReset:
                ApplyToSubscriptions(state, happened);
                break;
            case IncidentRaised e:
                Seen(state, e.IncidentKey);
                (Get(state, e.ElementKey).Incidents ??= []).Add(new IncidentState(e.IncidentKey, e.ElementKey, e.ElementId, e.Kind, e.Message, e.JobKey, e.Step));
                break;
            case IncidentResolved e:
                state.Elements.First(holder => holder.Incidents?.Any(incident => incident.Key == e.IncidentKey) == true)
                    .Incidents!.RemoveAll(incident => incident.Key == e.IncidentKey);
                break;
            case EscalationRaised e:
                Seen(state, e.EscalationKey);
                (Get(state, e.TaskKey).Escalations ??= []).Add(new EscalationState(e.EscalationKey, e.TaskKey, e.ElementId, e.Level, e.Recipients, e.Anonymised));
                break;
            case EscalationAcknowledged e:
                Change(state, e.EscalationKey, escalation => escalation with { Direction = e.Direction });
                break;
            case EscalationAnswered e:
                Change(state, e.EscalationKey, escalation => escalation with { Answer = e.Answer });
                break;
            case EscalationClosed e:
                state.Elements.First(holder => holder.Escalations?.Any(escalation => escalation.Key == e.EscalationKey) == true)
                    .Escalations!.RemoveAll(escalation => escalation.Key == e.EscalationKey);
                break;
            case MessageSent e:
                Seen(state, e.MessageKey);
                break;
            case SignalBroadcast e:
                Seen(state, e.MessageKey);
                break;
            case EscalationThrown or ErrorThrown or DecisionEvaluated or Remarked:
                // For the history alone.
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} is not applied.");
        }
    }

    private static void ApplyToTimers(InstanceState state, WorkflowEvent happened)
    {
        switch (happened)
        {
            case TimerScheduled e:
                Seen(state, e.TimerKey);
                (Get(state, e.ElementKey).Timers ??= []).Add(new TimerState(e.TimerKey, e.ElementKey, e.ElementId, e.Due, e.Kind, e.RepetitionsLeft, e.Interval, e.LevelIndex));
                break;
            case TimerFired e:
                var (fired, at) = Timer(state, e.TimerKey);
                fired.RemoveAt(at);
                break;
            case TimerCancelled e:
                var (cancelled, position) = Timer(state, e.TimerKey);
                cancelled.RemoveAt(position);
                break;
            case TimerChanged e:
                var (timers, index) = Timer(state, e.TimerKey);
                timers[index] = timers[index] with { Due = e.Due };
                break;
        }
    }

    private static void ApplyToSubscriptions(InstanceState state, WorkflowEvent happened)
    {
        switch (happened)
        {
            case SubscriptionOpened e:
                Seen(state, e.SubscriptionKey);
                (Get(state, e.ElementKey).Subscriptions ??= []).Add(
                    new SubscriptionState(e.SubscriptionKey, e.ElementKey, e.ElementId, e.Kind, e.Name, e.CorrelationKey, e.StaysOpen, e.DefinitionIndex));
                state.OpenConditions += e.Kind == SubscriptionKind.Condition ? 1 : 0;
                break;
            case SubscriptionTriggered e:
                var (triggered, at) = Subscription(state, e.SubscriptionKey);
                if (triggered[at].StaysOpen)
                {
                    triggered[at] = triggered[at] with { Held = triggered[at].Kind == SubscriptionKind.Condition };
                    break;
                }

                RemoveSubscription(state, triggered, at);
                break;
            case SubscriptionClosed e:
                var (closed, position) = Subscription(state, e.SubscriptionKey);
                RemoveSubscription(state, closed, position);
                break;
            case ConditionReset e:
                var (reset, index) = Subscription(state, e.SubscriptionKey);
                reset[index] = reset[index] with { Held = false };
                break;
        }
    }

    private static void RemoveSubscription(InstanceState state, List<SubscriptionState> subscriptions, int position)
    {
        state.OpenConditions -= subscriptions[position].Kind == SubscriptionKind.Condition ? 1 : 0;
        subscriptions.RemoveAt(position);
    }

    private static void Change(InstanceState state, long escalationKey, Func<EscalationState, EscalationState> change)
    {
        foreach (var escalations in state.Elements.Select(element => element.Escalations).OfType<List<EscalationState>>())
        {
            var position = escalations.FindIndex(escalation => escalation.Key == escalationKey);
            if (position >= 0)
            {
                escalations[position] = change(escalations[position]);
                return;
            }
        }
    }

    private static ElementInstance JobHolder(InstanceState state, long jobKey) =>
        state.Elements.FirstOrDefault(element => element.Job?.Key == jobKey)
        ?? throw new InvalidOperationException($"Instance {state.Key} has no job {jobKey}.");

    private static (List<TimerState> Timers, int Position) Timer(InstanceState state, long key)
    {
        foreach (var element in state.Elements)
        {
            if (element.Timers?.FindIndex(timer => timer.Key == key) is { } position and >= 0)
            {
                return (element.Timers, position);
            }
        }

        throw new InvalidOperationException($"Instance {state.Key} has no timer {key}.");
    }

    private static (List<SubscriptionState> Subscriptions, int Position) Subscription(InstanceState state, long key)
    {
        foreach (var element in state.Elements)
        {
            if (element.Subscriptions?.FindIndex(subscription => subscription.Key == key) is { } position and >= 0)
            {
                return (element.Subscriptions, position);
            }
        }

        throw new InvalidOperationException($"Instance {state.Key} has no subscription {key}.");
    }

    private static void Seen(InstanceState state, long key) => state.LastKey = Math.Max(state.LastKey, key);
}
