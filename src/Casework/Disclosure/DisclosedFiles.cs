using Microsoft.EntityFrameworkCore;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Casework.Disclosure;

/// <summary>
/// What instances hold, as far as whoever asks may know of it: a task whose class is closed to them is not there, nor is
/// what belongs to it, leads to it or holds nothing else. Those who run the service in an area see there how things stand.
/// </summary>
public sealed class DisclosedFiles(InstanceFiles files, PeninsulaDbContext db, Gate gate, CaseFactsReader caseFacts, DisclosureFilter disclosure, OpenClasses classes, Engine engine)
{
    private readonly Dictionary<long, CaseFacts> _facts = [];

    /// <summary>The instance in whose history a key was made or something stands, or null.</summary>
    public Task<long?> InstanceOfAsync(long key, bool isPlace, CancellationToken cancel) =>
        isPlace ? files.InstanceAtAsync(key, cancel) : files.InstanceOfAsync(key, cancel);

    public async Task<InstanceFile?> ReadAsync(long instanceKey, CancellationToken cancel) =>
        await ReadAsync([instanceKey], cancel) is [var file, ..] ? file : null;

    public async Task<IReadOnlyList<InstanceFile>> ReadAsync(IReadOnlyCollection<long> instanceKeys, CancellationToken cancel)
    {
        var keys = instanceKeys.ToArray();
        var tasks = (await db.Tasks.AsNoTracking().Where(task => keys.Contains(task.InstanceKey))
            .Select(task => new { task.InstanceKey, task.Key, task.Disclosure, task.Agency, task.Team }).ToListAsync(cancel)).ToLookup(task => task.InstanceKey);
        var disclosed = new List<InstanceFile>();
        foreach (var file in await files.ReadAsync(instanceKeys, cancel))
        {
            if (await MayOperateAsync(file.InstanceKey, cancel))
            {
                disclosed.Add(file);
                continue;
            }

            var hidden = new HashSet<long>();
            foreach (var task in tasks[file.InstanceKey].Where(task => !classes.IsOpen(task.Disclosure, task.Agency)))
            {
                if (!disclosure.MayKnow(await FactsAsync(file.InstanceKey, cancel), task.Disclosure, task.Agency, task.Team))
                {
                    hidden.Add(task.Key);
                }
            }

            disclosed.Add(Disclose(file, hidden, [.. tasks[file.InstanceKey].Select(task => task.Key)]));
        }

        return disclosed;
    }

    private InstanceFile Disclose(InstanceFile file, HashSet<long> hidden, HashSet<long> tasks)
    {
        var catalog = engine.Workflows.Catalog;
        foreach (var element in file.Elements.Where(element => !element.IsProcess && !tasks.Contains(element.Key)))
        {
            if (!classes.IsOpen(catalog.Find(element.DefinitionKey)?.Node(element.ElementId)?.Extensions.GetValueOrDefault("disclosure")))
            {
                hidden.Add(element.Key);
            }
        }

        if (hidden.Count == 0)
        {
            return file;
        }

        HideWhatHoldsNothingElse(file, hidden);
        var shown = file.Elements.Where(element => !hidden.Contains(element.Key)).Select(element => (element.DefinitionKey, element.ElementId)).ToHashSet();
        var gone = file.Elements.Where(element => hidden.Contains(element.Key)).Select(element => (element.DefinitionKey, element.ElementId)).Where(place => !shown.Contains(place)).ToHashSet();
        var attached = file.Elements.Where(element => catalog.Find(element.DefinitionKey)?.Node(element.ElementId) is BoundaryEvent { AttachedTo: { } to } && gone.Contains((element.DefinitionKey, to.Id))).ToList();
        hidden.UnionWith(attached.Select(element => element.Key));
        gone.UnionWith(attached.Select(element => (element.DefinitionKey, element.ElementId)));
        return file.Without(
            hidden,
            flow => catalog.Find(flow.DefinitionKey)?.Flows.FirstOrDefault(known => known.Id == flow.FlowId) is not { } drawn
                || (!gone.Contains((flow.DefinitionKey, drawn.Source.Id)) && !gone.Contains((flow.DefinitionKey, drawn.Target.Id))),
            decision => !AmongHidden(file, hidden, decision.ElementKey));
    }

    // A sub-process, or a called one, none of whose steps may be known of is not to be known of; innermost first.
    private void HideWhatHoldsNothingElse(InstanceFile file, HashSet<long> hidden)
    {
        var within = file.Elements.ToLookup(element => element.ScopeKey);
        foreach (var scope in file.Elements.Where(element => element.ScopeKey != 0).Reverse())
        {
            var steps = within[scope.Key].Where(IsStep).ToList();
            if (steps.Count > 0 && steps.TrueForAll(step => hidden.Contains(step.Key)))
            {
                hidden.Add(scope.Key);
            }
        }

        foreach (var element in file.Elements.Where(element => hidden.Contains(element.ScopeKey)))
        {
            hidden.Add(element.Key);
        }
    }

    private bool IsStep(ElementEntry element) =>
        element.IsProcess || element.IsLoopBody || engine.Workflows.Catalog.Find(element.DefinitionKey)?.Node(element.ElementId) is Activity;

    // A table that is asked between tasks of which none may be known tells of them.
    private bool AmongHidden(InstanceFile file, HashSet<long> hidden, long elementKey)
    {
        var asked = file.Elements.FirstOrDefault(element => element.Key == elementKey);
        var beside = file.Elements.Where(element => element.ScopeKey == asked?.ScopeKey && element.Key != elementKey && IsStep(element)).ToList();
        return beside.Exists(element => hidden.Contains(element.Key)) && beside.TrueForAll(element => hidden.Contains(element.Key));
    }

    private async Task<bool> MayOperateAsync(long instanceKey, CancellationToken cancel) =>
        gate.Person.Holds(Activities.Directory.Roles.Administrator) && gate.MayOperate(await FactsAsync(instanceKey, cancel));

    private async Task<CaseFacts> FactsAsync(long instanceKey, CancellationToken cancel) =>
        _facts.TryGetValue(instanceKey, out var known) ? known : _facts[instanceKey] = await caseFacts.OfCaseAsync(instanceKey, cancel);
}
