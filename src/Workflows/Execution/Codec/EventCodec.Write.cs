using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>One case a kind, in the order of their numbers; <c>EventCodec.Read.cs</c> mirrors it.</summary>
public static partial class EventCodec
{
    private static void WriteEvent(Encoder to, WorkflowEvent happened)
    {
        switch (happened)
        {
            case InstanceStarted e:
                Begin(to, 1);
                to.Number(e.InstanceKey);
                to.Number(e.DefinitionKey);
                to.Text(e.ProcessId);
                to.Optional(e.BusinessKey);
                to.Optional(e.StartElementId);
                break;
            case InstanceCompleted e:
                Begin(to, 2);
                to.Number(e.InstanceKey);
                break;
            case InstanceCancelled e:
                Begin(to, 3);
                to.Number(e.InstanceKey);
                to.Optional(e.Reason);
                break;
            case InstanceSuspended e:
                Begin(to, 4);
                to.Number(e.InstanceKey);
                to.Text(e.Reason);
                break;
            case InstanceResumed e:
                Begin(to, 5);
                to.Number(e.InstanceKey);
                break;
            case ElementActivated e:
                Begin(to, 6);
                to.Number(e.Key);
                to.Text(e.ElementId);
                to.Number(e.ScopeKey);
                to.Number(e.LoopCounter);
                to.Flag(e.IsLoopBody);
                to.Optional(e.CalledDefinitionKey);
                to.Optional(e.CompensationHost);
                to.Optional(e.Compensates);
                break;
            case ElementCompleted e:
                Begin(to, 7);
                to.Number(e.Key);
                to.Text(e.ElementId);
                break;
            case ElementTerminated e:
                Begin(to, 8);
                to.Number(e.Key);
                to.Text(e.ElementId);
                break;
            case FlowTaken e:
                Begin(to, 9);
                to.Number(e.ScopeKey);
                to.Text(e.FlowId);
                to.Flag(e.Waits);
                break;
            case FlowsJoined e:
                Begin(to, 10);
                to.Number(e.ScopeKey);
                to.Text(e.ElementId);
                to.Texts(e.FlowIds);
                break;
            case FlowsDropped e:
                Begin(to, 11);
                to.Number(e.ScopeKey);
                break;
            case ComplexGatewayStarted e:
                Begin(to, 12);
                to.Number(e.ScopeKey);
                to.Text(e.ElementId);
                to.Texts(e.FlowIds);
                break;
            case ComplexGatewayReset e:
                Begin(to, 13);
                to.Number(e.ScopeKey);
                to.Text(e.ElementId);
                break;
            case LoopStarted e:
                Begin(to, 14);
                to.Number(e.Key);
                to.Number(e.Total);
                to.Value(e.Items);
                break;
            case LoopOutput e:
                Begin(to, 15);
                to.Number(e.Key);
                to.Number(e.LoopCounter);
                to.Value(e.Value);
                break;
            case CompensationKept e:
                Begin(to, 16);
                to.Number(e.Key);
                to.Flag(e.Keeps);
                break;
            case CompensationTriggered e:
                Begin(to, 17);
                to.Number(e.HostKey);
                to.Number(e.ScopeKey);
                WriteKeys(to, e.ElementKeys);
                break;
            case VariablesGiven e:
                Begin(to, 56);
                to.Number(e.ScopeKey);
                to.Context(e.Variables);
                break;
            case VariablesSet e:
                Begin(to, 18);
                to.Number(e.ScopeKey);
                to.Context(e.Variables);
                break;
            default:
                WriteWork(to, happened);
                break;
        }
    }

    private static void Begin(Encoder to, byte kind)
    {
        to.Byte(kind);
        to.Byte(EventKind.VersionOf(kind));
    }

    /// <summary>Tasks, timers, subscriptions, jobs, incidents, and what goes out.</summary>
    private static void WriteWork(Encoder to, WorkflowEvent happened)
    {
        switch (happened)
        {
            case TaskCreated e:
                Begin(to, 19);
                to.Number(e.TaskKey);
                to.Text(e.ElementId);
                to.Text(e.Name);
                to.Text(e.ProcessId);
                to.Optional(e.FormId);
                TermsCodec.Write(to, e.Terms);
                break;
            case TaskAssigned e:
                Begin(to, 20);
                to.Number(e.TaskKey);
                to.Optional(e.Assignee);
                break;
            case TaskCompleted e:
                Begin(to, 21);
                to.Number(e.TaskKey);
                to.Context(e.Variables);
                break;
            case TaskCancelled e:
                Begin(to, 22);
                to.Number(e.TaskKey);
                break;
            case TimerScheduled e:
                Begin(to, 23);
                to.Number(e.TimerKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Time(e.Due);
                to.Byte((byte)e.Kind);
                to.Number(e.RepetitionsLeft);
                to.Optional(e.Interval);
                to.Number(e.LevelIndex);
                break;
            case TimerFired e:
                Begin(to, 24);
                to.Number(e.TimerKey);
                break;
            case TimerCancelled e:
                Begin(to, 25);
                to.Number(e.TimerKey);
                break;
            case TimerChanged e:
                Begin(to, 26);
                to.Number(e.TimerKey);
                to.Time(e.Due);
                to.Text(e.Reason);
                break;
            case SubscriptionOpened e:
                Begin(to, 27);
                to.Number(e.SubscriptionKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Byte((byte)e.Kind);
                to.Text(e.Name);
                to.Optional(e.CorrelationKey);
                to.Flag(e.StaysOpen);
                to.Number(e.DefinitionIndex);
                break;
            case SubscriptionTriggered e:
                Begin(to, 28);
                to.Number(e.SubscriptionKey);
                to.Optional(e.MessageId);
                break;
            case SubscriptionClosed e:
                Begin(to, 29);
                to.Number(e.SubscriptionKey);
                break;
            case ConditionReset e:
                Begin(to, 30);
                to.Number(e.SubscriptionKey);
                break;
            case JobCreated e:
                Begin(to, 31);
                to.Number(e.JobKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Text(e.Type);
                to.Number(e.Retries);
                to.Pairs(e.Headers);
                to.Context(e.Variables);
                break;
            case JobCompleted e:
                Begin(to, 32);
                to.Number(e.JobKey);
                break;
            case JobFailed e:
                Begin(to, 33);
                to.Number(e.JobKey);
                to.Number(e.RetriesLeft);
                to.Text(e.Reason);
                to.Time(e.RetryAt);
                break;
            case JobRetriesSet e:
                Begin(to, 34);
                to.Number(e.JobKey);
                to.Number(e.RetriesLeft);
                break;
            case JobErrorThrown e:
                Begin(to, 35);
                to.Number(e.JobKey);
                to.Text(e.Code);
                to.Optional(e.Message);
                break;
            case JobCancelled e:
                Begin(to, 36);
                to.Number(e.JobKey);
                break;
            case IncidentRaised e:
                Begin(to, 37);
                to.Number(e.IncidentKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Byte((byte)e.Kind);
                to.Text(e.Message);
                to.Optional(e.JobKey);
                to.Byte((byte)e.Step);
                break;
            case IncidentResolved e:
                Begin(to, 38);
                to.Number(e.IncidentKey);
                break;
            case MessageSent e:
                Begin(to, 39);
                to.Number(e.MessageKey);
                to.Text(e.Name);
                to.Optional(e.CorrelationKey);
                to.Context(e.Variables);
                break;
            case SignalBroadcast e:
                Begin(to, 40);
                to.Number(e.MessageKey);
                to.Text(e.Name);
                to.Context(e.Variables);
                break;
            case EscalationThrown e:
                Begin(to, 41);
                to.Number(e.ElementKey);
                to.Text(e.Code);
                to.Optional(e.CaughtBy);
                break;
            case ErrorThrown e:
                Begin(to, 42);
                to.Number(e.ElementKey);
                to.Optional(e.Code);
                to.Optional(e.CaughtBy);
                break;
            case DecisionEvaluated e:
                Begin(to, 43);
                to.Number(e.ElementKey);
                to.Text(e.DecisionId);
                to.Value(e.Result);
                to.Texts(e.MatchedRules);
                DecisionTraceCodec.WriteOptional(to, e.Trace);
                break;
            case EscalationRaised e:
                Begin(to, 44);
                to.Number(e.EscalationKey);
                to.Number(e.TaskKey);
                to.Text(e.ElementId);
                to.Text(e.Level);
                to.Texts(e.Recipients);
                to.Flag(e.Anonymised);
                break;
            case EscalationAcknowledged e:
                Begin(to, 45);
                to.Number(e.EscalationKey);
                to.Text(e.Direction);
                break;
            case EscalationAnswered e:
                Begin(to, 46);
                to.Number(e.EscalationKey);
                to.Text(e.Answer);
                break;
            case EscalationClosed e:
                Begin(to, 47);
                to.Number(e.EscalationKey);
                break;
            case Remarked e:
                Begin(to, 48);
                to.Text(e.Kind);
                to.Text(e.Text);
                to.Optional(e.TaskKey);
                break;
            default:
                WriteOperation(to, happened);
                break;
        }
    }

    /// <summary>Modification and migration.</summary>
    private static void WriteOperation(Encoder to, WorkflowEvent happened)
    {
        switch (happened)
        {
            case InstanceModified e:
                Begin(to, 49);
                to.Number(e.InstanceKey);
                to.Optional(e.Reason);
                break;
            case VariablesRemoved e:
                Begin(to, 50);
                to.Number(e.ScopeKey);
                to.Texts(e.Names);
                break;
            case LoopExtended e:
                Begin(to, 51);
                to.Number(e.Key);
                break;
            case TokensRemoved e:
                Begin(to, 52);
                to.Number(e.ScopeKey);
                to.Texts(e.FlowIds);
                break;
            case InstanceMigrated e:
                Begin(to, 53);
                to.Number(e.InstanceKey);
                to.Number(e.ScopeKey);
                to.Number(e.DefinitionKey);
                to.Text(e.ProcessId);
                to.Pairs(e.Elements);
                to.Pairs(e.Flows);
                to.Optional(e.Reason);
                break;
            case WaitMigrated e:
                Begin(to, 54);
                to.Byte((byte)e.Kind);
                to.Number(e.Key);
                to.Text(e.ElementId);
                break;
            case TaskMigrated e:
                Begin(to, 55);
                to.Number(e.TaskKey);
                to.Text(e.ElementId);
                to.Text(e.Name);
                to.Text(e.ProcessId);
                to.Optional(e.FormId);
                TermsCodec.Write(to, e.Terms);
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no place in the history.");
        }
    }
}
