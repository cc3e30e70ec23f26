using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Messages;

/// <summary>
/// The messages and signals by which pathways speak to one another, of every version that a case may still run. Nobody
/// outside takes part in that but as <c>messages.json</c> says.
/// </summary>
public sealed class PathwayTraffic
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<DefinitionCatalog, PathwayTraffic> Known = [];

    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signals = new(StringComparer.Ordinal);
    private readonly int _files;

    private PathwayTraffic(DefinitionCatalog catalog)
    {
        _files = catalog.Count;
        var pathways = catalog.Newest(ResourceKind.Process).SelectMany(process => catalog.Versions(ResourceKind.Process, process.Id)).Where(version => version.Owner is null);
        foreach (var node in pathways.Select(pathway => catalog.Find(pathway.Key)).OfType<ProcessDefinition>().SelectMany(process => process.Nodes))
        {
            _messages.UnionWith(MessagesOf(node).Select(message => message.Name.Text));
            _signals.UnionWith(SignalsOf(node).Select(signal => signal.Name.Text));
        }
    }

    /// <summary>The traffic of a catalog's pathways. Versions are never taken away, so it is read again only when there are more.</summary>
    public static PathwayTraffic Of(DefinitionCatalog catalog)
    {
        if (!Known.TryGetValue(catalog, out var known) || known._files != catalog.Count)
        {
            known = new PathwayTraffic(catalog);
            Known.AddOrUpdate(catalog, known);
        }

        return known;
    }

    public bool UseMessage(string name) => _messages.Contains(name);

    public bool UseSignal(string name) => _signals.Contains(name);

    /// <summary>The messages that a node sends or waits for.</summary>
    public static IEnumerable<Message> MessagesOf(FlowNode node) => node switch
    {
        ReceiveTask { Message: { } message } => [message],
        EventNode row => row.Definitions.OfType<MessageEventDefinition>().Select(definition => definition.Message),
        _ => [],
    };

    /// <summary>The signals that a node sends or waits for.</summary>
    public static IEnumerable<Signal> SignalsOf(FlowNode node) =>
        node is EventNode row ? row.Definitions.OfType<SignalEventDefinition>().Select(definition => definition.Signal) : [];
}
