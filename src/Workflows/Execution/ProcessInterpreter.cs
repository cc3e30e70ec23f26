using Peninsula.Workflows.Execution.Handlers;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution;

/// <summary>
/// The pure core: one command on one instance gives a new state and what happened. No I/O, no clock, no randomness; the
/// same input gives the same output.
/// </summary>
internal static class ProcessInterpreter
{
    /// <summary>Executes one command.</summary>
    /// <param name="state">The instance's state, which is left untouched; null for <see cref="StartInstance"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="env">All else that execution knows.</param>
    /// <returns>The new state and the events; or the old state and why the command was refused.</returns>
    public static ExecutionResult Execute(InstanceState? state, Command command, ExecutionEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(env);
        var execution = new CommandExecution(state?.Clone(), env);
        if (Handle(execution, state, command) is { } refused)
        {
            return new ExecutionResult(state, [], refused.Refusal, refused.Message) { Problems = refused.Problems };
        }

        execution.Run();
        return new ExecutionResult(execution.State, execution.Events, null, null);
    }

    private static Refused? Handle(CommandExecution execution, InstanceState? state, Command command)
    {
        if (command is StartInstance start)
        {
            return state is null ? InstanceCommands.Start(execution, start) : new(Refusal.WrongState, "The instance has started already.");
        }

        if (state is null)
        {
            return new(Refusal.NotFound, "There is no such instance.");
        }

        if (state.HasEnded)
        {
            return new(Refusal.AlreadyDone, state.Status == InstanceStatus.Completed ? "The instance has ended." : "The instance was cancelled.");
        }

        if (state.Status == InstanceStatus.Suspended && command is not (ResumeInstance or CancelInstance or MigrateInstance or Remark))
        {
            return new(Refusal.WrongState, $"The instance is suspended: {state.Reason}");
        }

        if (Binding.Bind(execution.State, execution.Environment.Definitions) is { } missing)
        {
            return new(Refusal.NotFound, $"The definition {missing}, which the instance runs, is not deployed.");
        }

        return command switch
        {
            CompleteTask c => TaskCommands.Complete(execution, c),
            AssignTask c => TaskCommands.Assign(execution, c),
            EscalateFromTask c => TaskCommands.Escalate(execution, c),
            AcknowledgeEscalation c => TaskCommands.Acknowledge(execution, c),
            AnswerEscalation c => TaskCommands.Answer(execution, c),
            CompleteJob c => JobCommands.Complete(execution, c),
            FailJob c => JobCommands.Fail(execution, c),
            SetJobRetries c => JobCommands.SetRetries(execution, c),
            ThrowJobError c => JobCommands.ThrowError(execution, c),
            FireTimer c => EventCommands.Fire(execution, c),
            ChangeTimer c => EventCommands.Change(execution, c),
            Trigger c => EventCommands.Trigger(execution, c),
            ContinueReceive c => EventCommands.Continue(execution, c),
            SetVariables c => InstanceCommands.SetVariables(execution, c),
            ActivateAdHoc c => AdHocCommands.Activate(execution, c),
            CompleteAdHoc c => AdHocCommands.Complete(execution, c),
            CancelInstance c => InstanceCommands.Cancel(execution, c),
            SuspendInstance c => InstanceCommands.Suspend(execution, c),
            ResumeInstance c => InstanceCommands.Resume(execution, c),
            ResolveIncident c => InstanceCommands.Resolve(execution, c),
            ResolveIncidents c => InstanceCommands.Resolve(execution, c),
            ModifyInstance c => Modifying.Modify(execution, c),
            MigrateInstance c => Migrating.Migrate(execution, c),
            Remark c => InstanceCommands.Remark(execution, c),
            _ => throw new NotSupportedException($"The command {command.GetType().Name} is not known."),
        };
    }
}
