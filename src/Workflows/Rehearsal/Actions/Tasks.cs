using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Completes the oldest open user task with that element id.</summary>
internal sealed record CompleteAction(string Task, FeelContext Variables) : IScenarioAction
{
    public static CompleteAction Read(Fields fields) => new(fields.RequiredText("task"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run) =>
        run.OpenTasks.FirstOrDefault(task => task.ElementId == Task) is { } open
            ? await run.ExecuteAsync(open.InstanceKey, new CompleteTask(open.TaskKey, Variables))
            : Outcome.Refused($"there is no open task \"{Task}\"; open: {Lists.Write(run.OpenTasks.Select(task => task.ElementId))}");
}

/// <summary>Completes every user task that is open now.</summary>
internal sealed record CompleteAll(IReadOnlyList<string>? Tasks, FeelContext Variables) : IScenarioAction
{
    public static CompleteAll Read(Fields fields) => new(fields.Texts("tasks"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        var open = run.OpenTasks.Where(task => Tasks is null || Tasks.Contains(task.ElementId)).ToArray();
        return Tasks is not null && open.Length == 0
            ? Outcome.Refused($"none of the tasks {Lists.Write(Tasks)} is open; open: {Lists.Write(run.OpenTasks.Select(task => task.ElementId))}")
            : await CompleteAsync(run, open, Variables);
    }

    /// <summary>Completes tasks one after another; one that an earlier one took away is left out.</summary>
    public static async Task<Outcome> CompleteAsync(ScenarioRun run, IEnumerable<TaskRow> tasks, FeelContext variables)
    {
        foreach (var task in tasks)
        {
            if (!run.OpenTasks.Any(open => open.TaskKey == task.TaskKey))
            {
                continue;
            }

            var outcome = await run.ExecuteAsync(task.InstanceKey, new CompleteTask(task.TaskKey, variables));
            if (!outcome.IsDone)
            {
                return outcome;
            }
        }

        return Outcome.Done;
    }
}

/// <summary>Completes the open tasks inside the oldest instance of a multi-instance sub-process that has any.</summary>
internal sealed record CompleteScope(string Element, FeelContext Variables) : IScenarioAction
{
    public static CompleteScope Read(Fields fields) => new(fields.RequiredText("element"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        foreach (var state in await run.RunningAsync())
        {
            foreach (var scope in state.Elements.Where(element => element is { IsLoopBody: false, IsProcess: false } && element.ElementId == Element))
            {
                var inside = state.Tasks.Where(task => IsInside(state, task.Key, scope.Key)).Select(task => task.Key).ToHashSet();
                if (inside.Count > 0)
                {
                    return await CompleteAll.CompleteAsync(run, run.OpenTasks.Where(task => inside.Contains(task.TaskKey)).ToArray(), Variables);
                }
            }
        }

        return Outcome.Refused($"no instance of \"{Element}\" has an open task");
    }

    private static bool IsInside(InstanceState state, long key, long scope)
    {
        for (var at = state.Element(key); at is not null; at = state.Element(at.ScopeKey))
        {
            if (at.ScopeKey == scope)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A person escalates from the oldest open user task with that element id.</summary>
internal sealed record EscalateAction(string Task, string Code, FeelContext Variables) : IScenarioAction
{
    public static EscalateAction Read(Fields fields) => new(fields.RequiredText("task"), fields.Text("code") ?? "", fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run) =>
        run.OpenTasks.FirstOrDefault(task => task.ElementId == Task) is { } open
            ? await run.ExecuteAsync(open.InstanceKey, new EscalateFromTask(open.TaskKey, Code, Variables))
            : Outcome.Refused($"there is no open task \"{Task}\"");
}
