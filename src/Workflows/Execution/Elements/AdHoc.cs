using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements;

/// <summary>What people can start in an ad-hoc sub-process.</summary>
internal static class AdHoc
{
    /// <summary>The activities that can be started by hand: those to which no flow leads.</summary>
    public static IEnumerable<Activity> Activities(AdHocSubProcess subProcess)
    {
        ArgumentNullException.ThrowIfNull(subProcess);
        return subProcess.Children.OfType<Activity>().Where(Scopes.StartsWithoutFlow);
    }

    /// <summary>The activities that the element instance offers now; none when it is not an ad-hoc sub-process, or a sequential one that is busy.</summary>
    public static IReadOnlyList<Activity> Activatable(InstanceState state, IDefinitionCatalog definitions, long elementKey)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definitions);
        return Binding.Bind(state, definitions) is null && state.Element(elementKey) is { } element ? Activatable(element) : [];
    }

    internal static IReadOnlyList<Activity> Activatable(ElementInstance element) =>
        element is { IsProcess: false, IsLoopBody: false, Node: AdHocSubProcess node } && !(node.Sequential && element.Children.Count > 0)
            ? [.. Activities(node)]
            : [];
}
