using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>One constraint on a process. It has a stable id, finds everything that breaks it, and says what to do.</summary>
/// <param name="Id">The rule's id, as problems carry it.</param>
/// <param name="ForDrawings">Whether it is BPMN's own, so that drawings keep it too; otherwise only running needs it.</param>
/// <param name="Find">The elements that break the rule.</param>
internal sealed record Rule(string Id, bool ForDrawings, Func<ProcessDefinition, IEnumerable<Finding>> Find)
{
    /// <summary>Whether it stops nobody: what breaks it runs all the same, and is worth a look.</summary>
    public bool Warns { get; init; }

    /// <summary>The rule as one that stops nobody.</summary>
    public Rule AsWarning() => this with { Warns = true };

    /// <summary>A rule on each node of a kind: <paramref name="check"/> gives what is wrong with it, or null.</summary>
    public static Rule Each<TNode>(string id, Func<TNode, string?> check, bool forDrawings = true)
        where TNode : FlowNode =>
        new(id, forDrawings, process => process.Nodes.OfType<TNode>()
            .Select(node => (Node: node, Message: check(node)))
            .Where(found => found.Message is not null)
            .Select(found => Finding.At(found.Node, found.Message!)));

    /// <summary>A rule on each sequence flow.</summary>
    public static Rule EachFlow(string id, Func<SequenceFlow, string?> check, bool forDrawings = true) =>
        new(id, forDrawings, process => process.Flows
            .Select(flow => (Flow: flow, Message: check(flow)))
            .Where(found => found.Message is not null)
            .Select(found => new Finding(found.Flow.Id, found.Flow.Name, found.Flow.Line, found.Message!)));

    /// <summary>A rule on each container: the process and its sub-processes.</summary>
    public static Rule EachContainer(string id, Func<IFlowContainer, IEnumerable<Finding>> find, bool forDrawings = true) =>
        new(id, forDrawings, process => process.Nodes.OfType<IFlowContainer>().Prepend(process).SelectMany(find));
}

/// <summary>Where a rule is broken, and what to do.</summary>
internal sealed record Finding(string ElementId, string? ElementName, int Line, string Message)
{
    public static Finding At(FlowNode node, string message) => new(node.Id, node.Name, node.Line, message);
}

/// <summary>All rules on processes.</summary>
internal static class ProcessRules
{
    /// <summary>Every rule, by group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. FlowRules.All,
        .. StartEventRules.All,
        .. EventKindRules.All,
        .. BoundaryEventRules.All,
        .. LinkRules.All,
        .. CompensationRules.All,
        .. GatewayRules.All,
        .. EventGatewayRules.All,
        .. SubProcessRules.All,
        .. ActivityRules.All,
        .. ClashRules.All,
        .. ConnectionRules.All,
    ];

    public static void Check(ProcessDefinition process, ProcessContext context)
    {
        foreach (var rule in All)
        {
            if (!context.IsExecutable && !rule.ForDrawings)
            {
                continue;
            }

            foreach (var found in rule.Find(process))
            {
                var problem = new BpmnProblem(rule.Id, found.Message, found.ElementId, found.ElementName, found.Line);
                if (rule.Warns)
                {
                    context.Warn(problem);
                }
                else
                {
                    context.Report(problem);
                }
            }
        }
    }
}
