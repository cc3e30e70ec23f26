using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Rehearsal.Playing;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>The leaf elements at which an instance waits: tasks, catch events, event-based gateways, and joins, one for each token there.</summary>
internal static class ActiveElements
{
    public static async Task<IReadOnlyList<string>> OfCurrentAsync(ScenarioRun run)
    {
        if (await run.CurrentStateAsync() is not { HasEnded: false } state)
        {
            return [];
        }

        var scopes = state.Elements.Select(element => element.ScopeKey).ToHashSet();
        return
        [
            .. state.Elements.Where(element => !scopes.Contains(element.Key) && IsWaiting(Nodes.Of(run, state, element), element)).Select(element => element.ElementId),
            .. state.WaitingTokens.Select(token => Join(run, state, token)),
        ];
    }

    private static bool IsWaiting(FlowNode? node, ElementInstance element) => !element.IsLoopBody && node switch
    {
        SubProcess or CallActivity => false,
        Activity or IntermediateCatchEvent or EventBasedGateway => true,

        // A message thrown by a job waits for its worker.
        IntermediateThrowEvent { Job: not null } or EndEvent { Job: not null } => true,
        _ => false,
    };

    private static string Join(ScenarioRun run, InstanceState state, WaitingToken token) =>
        state.Element(token.ScopeKey) is { } scope && Nodes.Process(run, state, scope)?.Flows.FirstOrDefault(flow => flow.Id == token.FlowId) is { } flow
            ? flow.Target.Id
            : token.FlowId;
}
