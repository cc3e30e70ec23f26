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
        var turn = new Turn(state?.Clone(), env);
        if (Handle(turn, state, command) is { } refused)
        {
            return new ExecutionResult(state, [], refused.Refusal, refused.Message) { Problems = refused.Problems };
        }

        turn.Run();
        return new ExecutionResult(turn.State, turn.Events, null, null);
    }

    private static Refused? Handle(Turn turn, InstanceState? state, Command command)
    {
        if (command is StartInstance start)
        {
            return state is null ? InstanceCommands.Start(turn, start) : new(Refusal.WrongState, "The instance has started already.");
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

        if (Binding.Bind(turn.State, turn.Environment.Definitions) is { } missing)
        {
            return new(Refusal.NotFound, $"The definition {missing}, which the instance runs, is not deployed.");
        }

        return command switch
        {
            CompleteTask c => TaskCommands.Complete(turn, c),
            AssignTask c => TaskCommands.Assign(turn, c),
            EscalateFromTask c => TaskCommands.Escalate(turn, c),
            AcknowledgeEscalation c => TaskCommands.Acknowledge(turn, c),
            AnswerEscalation c => TaskCommands.Answer(turn, c),
            CompleteJob c => JobCommands.Complete(turn, c),
            FailJob c => JobCommands.Fail(turn, c),
            SetJobRetries c => JobCommands.SetRetries(turn, c),
            ThrowJobError c => JobCommands.ThrowError(turn, c),
            FireTimer c => EventCommands.Fire(turn, c),
            ChangeTimer c => EventCommands.Change(turn, c),
            Trigger c => EventCommands.Trigger(turn, c),
            ContinueReceive c => EventCommands.Continue(turn, c),
            SetVariables c => InstanceCommands.SetVariables(turn, c),
            ActivateAdHoc c => AdHocCommands.Activate(turn, c),
            CompleteAdHoc c => AdHocCommands.Complete(turn, c),
            CancelInstance c => InstanceCommands.Cancel(turn, c),
            SuspendInstance c => InstanceCommands.Suspend(turn, c),
            ResumeInstance c => InstanceCommands.Resume(turn, c),
            ResolveIncident c => InstanceCommands.Resolve(turn, c),
            ResolveIncidents c => InstanceCommands.Resolve(turn, c),
            ModifyInstance c => Modifying.Modify(turn, c),
            MigrateInstance c => Migrating.Migrate(turn, c),
            Remark c => InstanceCommands.Remark(turn, c),
            _ => throw new NotSupportedException($"The command {command.GetType().Name} is not known."),
        };
    }
}
