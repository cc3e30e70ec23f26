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
                to.Byte(1);
                to.Number(e.InstanceKey);
                to.Number(e.DefinitionKey);
                to.Text(e.ProcessId);
                to.Optional(e.BusinessKey);
                to.Optional(e.StartElementId);
                break;
            case InstanceCompleted e:
                to.Byte(2);
                to.Number(e.InstanceKey);
                break;
            case InstanceCancelled e:
                to.Byte(3);
                to.Number(e.InstanceKey);
                to.Optional(e.Reason);
                break;
            case InstanceSuspended e:
                to.Byte(4);
                to.Number(e.InstanceKey);
                to.Text(e.Reason);
                break;
            case InstanceResumed e:
                to.Byte(5);
                to.Number(e.InstanceKey);
                break;
            case ElementActivated e:
                to.Byte(6);
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
                to.Byte(7);
                to.Number(e.Key);
                to.Text(e.ElementId);
                break;
            case ElementTerminated e:
                to.Byte(8);
                to.Number(e.Key);
                to.Text(e.ElementId);
                break;
            case FlowTaken e:
                to.Byte(9);
                to.Number(e.ScopeKey);
                to.Text(e.FlowId);
                to.Flag(e.Waits);
                break;
            case FlowsJoined e:
                to.Byte(10);
                to.Number(e.ScopeKey);
                to.Text(e.ElementId);
                to.Texts(e.FlowIds);
                break;
            case FlowsDropped e:
                to.Byte(11);
                to.Number(e.ScopeKey);
                break;
            case ComplexGatewayStarted e:
                to.Byte(12);
                to.Number(e.ScopeKey);
                to.Text(e.ElementId);
                to.Texts(e.FlowIds);
                break;
            case ComplexGatewayReset e:
                to.Byte(13);
                to.Number(e.ScopeKey);
                to.Text(e.ElementId);
                break;
            case LoopStarted e:
                to.Byte(14);
                to.Number(e.Key);
                to.Number(e.Total);
                to.Value(e.Items);
                break;
            case LoopOutput e:
                to.Byte(15);
                to.Number(e.Key);
                to.Number(e.LoopCounter);
                to.Value(e.Value);
                break;
            case CompensationKept e:
                to.Byte(16);
                to.Number(e.Key);
                to.Flag(e.Keeps);
                break;
            case CompensationTriggered e:
                to.Byte(17);
                to.Number(e.HostKey);
                to.Number(e.ScopeKey);
                WriteKeys(to, e.ElementKeys);
                break;
            case VariablesGiven e:
                to.Byte(56);
                to.Number(e.ScopeKey);
                to.Context(e.Variables);
                break;
            case VariablesSet e:
                to.Byte(18);
                to.Number(e.ScopeKey);
                to.Context(e.Variables);
                break;
            default:
                WriteWork(to, happened);
                break;
        }
    }

    /// <summary>Tasks, timers, subscriptions, jobs, incidents, and what goes out.</summary>
    private static void WriteWork(Encoder to, WorkflowEvent happened)
    {
        switch (happened)
        {
            case TaskCreated e:
                to.Byte(19);
                to.Number(e.TaskKey);
                to.Text(e.ElementId);
                to.Text(e.Name);
                to.Text(e.ProcessId);
                to.Optional(e.FormId);
                TermsCodec.Write(to, e.Terms);
                break;
            case TaskAssigned e:
                to.Byte(20);
                to.Number(e.TaskKey);
                to.Optional(e.Assignee);
                break;
            case TaskCompleted e:
                to.Byte(21);
                to.Number(e.TaskKey);
                to.Context(e.Variables);
                break;
            case TaskCancelled e:
                to.Byte(22);
                to.Number(e.TaskKey);
                break;
            case TimerScheduled e:
                to.Byte(23);
                to.Number(e.TimerKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Time(e.Due);
                to.Byte((byte)e.Kind);
                to.Number(e.RepetitionsLeft);
                to.Optional(e.Interval);
                to.Number(e.StepIndex);
                break;
            case TimerFired e:
                to.Byte(24);
                to.Number(e.TimerKey);
                break;
            case TimerCancelled e:
                to.Byte(25);
                to.Number(e.TimerKey);
                break;
            case TimerChanged e:
                to.Byte(26);
                to.Number(e.TimerKey);
                to.Time(e.Due);
                to.Text(e.Reason);
                break;
            case SubscriptionOpened e:
                to.Byte(27);
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
                to.Byte(28);
                to.Number(e.SubscriptionKey);
                to.Optional(e.MessageId);
                break;
            case SubscriptionClosed e:
                to.Byte(29);
                to.Number(e.SubscriptionKey);
                break;
            case ConditionReset e:
                to.Byte(30);
                to.Number(e.SubscriptionKey);
                break;
            case JobCreated e:
                to.Byte(31);
                to.Number(e.JobKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Text(e.Type);
                to.Number(e.Retries);
                to.Pairs(e.Headers);
                to.Context(e.Variables);
                break;
            case JobCompleted e:
                to.Byte(32);
                to.Number(e.JobKey);
                break;
            case JobFailed e:
                to.Byte(33);
                to.Number(e.JobKey);
                to.Number(e.RetriesLeft);
                to.Text(e.Reason);
                to.Time(e.RetryAt);
                break;
            case JobRetriesSet e:
                to.Byte(34);
                to.Number(e.JobKey);
                to.Number(e.RetriesLeft);
                break;
            case JobErrorThrown e:
                to.Byte(35);
                to.Number(e.JobKey);
                to.Text(e.Code);
                to.Optional(e.Message);
                break;
            case JobCancelled e:
                to.Byte(36);
                to.Number(e.JobKey);
                break;
            case IncidentRaised e:
                to.Byte(37);
                to.Number(e.IncidentKey);
                to.Number(e.ElementKey);
                to.Text(e.ElementId);
                to.Byte((byte)e.Kind);
                to.Text(e.Message);
                to.Optional(e.JobKey);
                to.Byte((byte)e.Step);
                break;
            case IncidentResolved e:
                to.Byte(38);
                to.Number(e.IncidentKey);
                break;
            case MessageSent e:
                to.Byte(39);
                to.Number(e.MessageKey);
                to.Text(e.Name);
                to.Optional(e.CorrelationKey);
                to.Context(e.Variables);
                break;
            case SignalBroadcast e:
                to.Byte(40);
                to.Number(e.MessageKey);
                to.Text(e.Name);
                to.Context(e.Variables);
                break;
            case EscalationThrown e:
                to.Byte(41);
                to.Number(e.ElementKey);
                to.Text(e.Code);
                to.Optional(e.CaughtBy);
                break;
            case ErrorThrown e:
                to.Byte(42);
                to.Number(e.ElementKey);
                to.Optional(e.Code);
                to.Optional(e.CaughtBy);
                break;
            case DecisionEvaluated { Trace: { } trace } e:
                to.Byte(57);
                to.Number(e.ElementKey);
                to.Text(e.DecisionId);
                to.Value(e.Result);
                to.Texts(e.MatchedRules);
                DecisionTraceCodec.Write(to, trace);
                break;
            case DecisionEvaluated e:
                to.Byte(43);
                to.Number(e.ElementKey);
                to.Text(e.DecisionId);
                to.Value(e.Result);
                to.Texts(e.MatchedRules);
                break;
            case EscalationRaised e:
                to.Byte(44);
                to.Number(e.EscalationKey);
                to.Number(e.TaskKey);
                to.Text(e.ElementId);
                to.Text(e.Level);
                to.Texts(e.Recipients);
                to.Flag(e.Anonymised);
                break;
            case EscalationAcknowledged e:
                to.Byte(45);
                to.Number(e.EscalationKey);
                to.Text(e.Direction);
                break;
            case EscalationAnswered e:
                to.Byte(46);
                to.Number(e.EscalationKey);
                to.Text(e.Answer);
                break;
            case EscalationClosed e:
                to.Byte(47);
                to.Number(e.EscalationKey);
                break;
            case Remarked e:
                to.Byte(48);
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
                to.Byte(49);
                to.Number(e.InstanceKey);
                to.Optional(e.Reason);
                break;
            case VariablesRemoved e:
                to.Byte(50);
                to.Number(e.ScopeKey);
                to.Texts(e.Names);
                break;
            case LoopExtended e:
                to.Byte(51);
                to.Number(e.Key);
                break;
            case TokensRemoved e:
                to.Byte(52);
                to.Number(e.ScopeKey);
                to.Texts(e.FlowIds);
                break;
            case InstanceMigrated e:
                to.Byte(53);
                to.Number(e.InstanceKey);
                to.Number(e.ScopeKey);
                to.Number(e.DefinitionKey);
                to.Text(e.ProcessId);
                to.Pairs(e.Elements);
                to.Pairs(e.Flows);
                to.Optional(e.Reason);
                break;
            case WaitMigrated e:
                to.Byte(54);
                to.Byte((byte)e.Kind);
                to.Number(e.Key);
                to.Text(e.ElementId);
                break;
            case TaskMigrated e:
                to.Byte(55);
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
