using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Casework.Pathways.Running;

/// <summary>A place where a case stands.</summary>
/// <param name="Key">The element instance.</param>
/// <param name="Name">What people call the element.</param>
/// <param name="Pathway">The pathway that it is of.</param>
/// <param name="Targets">Elements of that pathway at which it could go on instead, by id and name.</param>
public sealed record CasePlace(long Key, string Name, string Pathway, IReadOnlyList<(string Id, string Name)> Targets);

/// <summary>A running case as somebody sees it who mends it and may not read it.</summary>
public sealed record StandingCase(long InstanceKey, string Reference, string Pathway, IReadOnlyList<CasePlace> Places);

/// <summary>Puts a single case right where it stands, with a reason that stays in its history.</summary>
public sealed class CaseRepair(PeninsulaDbContext db, Engine engine, CaseFactsReader caseFacts, Gate gate)
{
    /// <summary>The case, when the person may move it.</summary>
    public async Task<StandingCase?> FindAsync(string reference, CancellationToken cancel)
    {
        var instance = await db.Instances.AsNoTracking().Where(row => row.BusinessKey == reference && row.Ended == null)
            .OrderBy(row => row.Key).Select(row => new { row.Key, row.DefinitionKey }).FirstOrDefaultAsync(cancel);
        if (instance is null || !gate.MayMoveCase(await caseFacts.OfCaseAsync(instance.Key, cancel)) || await engine.Workflows.InspectAsync(instance.Key, cancel) is not { } state)
        {
            return null;
        }

        var scopes = state.Elements.Select(element => element.ScopeKey).ToHashSet();
        return new StandingCase(
            instance.Key, reference, Name(engine.Workflows.Catalog.Find(instance.DefinitionKey)),
            [
                .. from element in state.Elements
                   where !element.IsProcess && !element.IsLoopBody && !scopes.Contains(element.Key)
                   let definition = engine.Workflows.Catalog.Find(Engine.DefinitionOf(state, element.Key))
                   where definition is not null
                   let node = definition.Node(element.ElementId)
                   where node is not null
                   select new CasePlace(element.Key, node.Name ?? node.Id, Name(definition), [.. Targets(definition, node)]),
            ]);
    }

    /// <summary>Everything that stands against a change; empty when it is done.</summary>
    public async Task<IReadOnlyList<string>> ChangeAsync(StandingCase found, long place, string? target, string reason, CancellationToken cancel)
    {
        if (!gate.MayMoveCase(await caseFacts.OfCaseAsync(found.InstanceKey, cancel)))
        {
            return ["You may not move this case."];
        }

        var choice = ElementChoice.One(place);
        Modification modification = target is null ? new CancelElement(choice) : new MoveElement(choice, target);
        var result = await engine.Workflows.ExecuteAsync(found.InstanceKey, new ModifyInstance([modification], reason) { By = gate.Person.Id }, cancel);
        return result.IsAccepted ? []
            : result.Problems.Count > 0 ? [.. result.Problems.Select(problem => problem.Message)]
            : [result.Message ?? "The engine refuses it."];
    }

    // Only within the same scope: what runs cannot be carried into a sub-process without the variables that begin there.
    private static IEnumerable<(string Id, string Name)> Targets(ProcessDefinition definition, FlowNode standing) =>
        from node in definition.Nodes
        where node.Container == standing.Container && node.Id != standing.Id && node is Activity or IntermediateCatchEvent or EndEvent && node.Name is not null
        select (node.Id, node.Name);

    private static string Name(ProcessDefinition? definition) => definition?.Name ?? definition?.Id ?? "";
}
