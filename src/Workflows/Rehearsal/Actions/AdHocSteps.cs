using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Activates an inner activity of an ad-hoc sub-process.</summary>
internal sealed record ActivateAction(string Element, FeelContext Variables) : IScenarioAction
{
    public static ActivateAction Read(Fields fields) => new(fields.RequiredText("element"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        (long Instance, long Scope)? busy = null;
        foreach (var state in await run.RunningAsync())
        {
            foreach (var (scope, node) in AdHocScopes.Of(run, state))
            {
                if (AdHoc.Activatable(state, run.Engine.Catalog, scope).Any(activity => activity.Id == Element))
                {
                    return await run.ExecuteAsync(state.Key, new ActivateAdHoc(scope, [Element], Variables));
                }

                busy ??= node.Children.Any(child => child.Id == Element) ? (state.Key, scope) : null;
            }
        }

        // The engine says best why it cannot be activated now.
        return busy is { } taken ? await run.ExecuteAsync(taken.Instance, new ActivateAdHoc(taken.Scope, [Element], Variables)) : Outcome.Refused($"no ad-hoc sub-process offers \"{Element}\"");
    }
}

/// <summary>Completes an ad-hoc sub-process.</summary>
internal sealed record CompleteAdHocAction(string? Element) : IScenarioAction
{
    public static CompleteAdHocAction Read(Fields fields) => new(fields.Text("element"));

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        foreach (var state in await run.RunningAsync())
        {
            foreach (var (scope, node) in AdHocScopes.Of(run, state))
            {
                if (Element is null || node.Id == Element)
                {
                    return await run.ExecuteAsync(state.Key, new CompleteAdHoc(scope));
                }
            }
        }

        return Outcome.Refused(Element is null ? "no ad-hoc sub-process is active" : $"the ad-hoc sub-process \"{Element}\" is not active");
    }
}

/// <summary>Finds active ad-hoc sub-processes.</summary>
internal static class AdHocScopes
{
    public static IEnumerable<(long Scope, AdHocSubProcess Node)> Of(ScenarioRun run, InstanceState state) =>
        from element in state.Elements
        where element is { IsLoopBody: false, IsProcess: false }
        let node = Nodes.Of(run, state, element) as AdHocSubProcess
        where node is not null
        select (element.Key, node);
}
