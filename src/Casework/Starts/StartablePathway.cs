using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Concerns;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Starts;

/// <summary>A pathway that people start by a form.</summary>
/// <param name="Why">What it is for, as its drawing says.</param>
/// <param name="Works">Who begins to work it: the lane of its start event.</param>
public sealed record StartablePathway(string ProcessId, string Name, string? Why, string FormId, PathwayStart Facts, string? Works, string? Message);

/// <summary>The pathways that people start, beside the concern, which has pages of its own.</summary>
public sealed class StartablePathways(Engine engine, Gate gate)
{
    /// <summary>Those that the reader may start: of a case, or without one.</summary>
    public IReadOnlyList<StartablePathway> For(CaseFacts? of) =>
        [.. All.Where(pathway => gate.MayStart(pathway.Facts, of)).OrderBy(pathway => pathway.Name, StringComparer.Ordinal)];

    public StartablePathway? Find(string processId, CaseFacts? of) => For(of).FirstOrDefault(pathway => pathway.ProcessId == processId);

    private IEnumerable<StartablePathway> All =>
        from resource in engine.Workflows.Catalog.Newest(ResourceKind.Process)
        where resource.Id != ConcernService.ProcessId
        let process = engine.Workflows.Catalog.Find(resource.Key)
        where process is not null
        from start in process.StartEvents
        where start.FormId is not null
        select new StartablePathway(
            process.Id,
            process.Name ?? process.Id,
            process.Documentation,
            start.FormId!,
            new PathwayStart(process.Extensions.GetValueOrDefault("subject") ?? "", start.Lane?.Extension("agency")),
            start.Lane?.Name,
            process.StartEvents.Select(other => other.Definition).OfType<MessageEventDefinition>().Select(other => other.Message.Name.Text).FirstOrDefault());
}
