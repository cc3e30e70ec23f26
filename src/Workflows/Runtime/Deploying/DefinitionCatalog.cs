using System.Collections.Concurrent;
using System.Collections.Immutable;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>Everything deployed, in memory. A definition is read when it is first asked for, so that old versions cost a start nothing.</summary>
public sealed class DefinitionCatalog(IFeelHost? feel = null) : IDefinitionCatalog
{
    private readonly ConcurrentDictionary<(string DecisionId, long ResourceKey), int> _versions = new();
    private volatile Snapshot _now = Snapshot.Empty;

    /// <summary>How many versions of files there are. None is ever taken away, so what was worked out of them holds while this does.</summary>
    public int Count => _now.ByKey.Count;

    /// <summary>The newest version of everything of that kind, by id.</summary>
    public IReadOnlyList<DeployedResource> Newest(ResourceKind kind) =>
        [.. _now.Newest.Where(entry => entry.Key.Kind == kind).Select(entry => entry.Value).OrderBy(resource => resource.Id, StringComparer.Ordinal)];

    /// <summary>The newest version of one process, decision file or form, or null.</summary>
    public DeployedResource? Newest(ResourceKind kind, string id) => _now.Newest.GetValueOrDefault((kind, id));

    /// <summary>Every version of one process, decision file or form, oldest first.</summary>
    public IReadOnlyList<DeployedResource> Versions(ResourceKind kind, string id) =>
        [.. _now.ByKey.Values.Select(entry => entry.Resource).Where(resource => resource.Kind == kind && resource.Id == id).OrderBy(resource => resource.Version)];

    /// <summary>The resource with that key, or null.</summary>
    public DeployedResource? Resource(long key) => _now.ByKey.GetValueOrDefault(key)?.Resource;

    /// <summary>Whether the host itself deployed that file before as it is now, whatever was deployed after it.</summary>
    public bool Holds(DeploymentFile file) =>
        _now.ByKey.Values.Any(entry => entry.Resource.Owner is null && entry.Resource.Name == file.Name && entry.Resource.Content.Span.SequenceEqual(file.Content.Span));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It was deployed by a version of this software that read it otherwise; other definitions go on.</exception>
    public ProcessDefinition? Find(long definitionKey) => _now.ByKey.GetValueOrDefault(definitionKey)?.Process?.Value;

    /// <inheritdoc/>
    public (long Key, ProcessDefinition Definition)? Latest(string processId) =>
        Newest(ResourceKind.Process, processId) is { } newest ? (newest.Key, Find(newest.Key)!) : null;

    /// <inheritdoc/>
    Decision? IDefinitionCatalog.Decide(string decisionId, FeelContext inputs, FeelEnvironment environment)
    {
        if (!_now.Decisions.TryGetValue(decisionId, out var found))
        {
            return null;
        }

        var result = found.Model.Evaluate(decisionId, inputs, environment);
        return new Decision(
            result.Value,
            [.. result.MatchedRules.Select(Describe)],
            result.Value.IsNull && result.Reasons.Count > 0 ? string.Join("; ", result.Reasons) + Seen(result) : null)
        {
            Trace = DecisionTraces.Of(result, found.Key, decision => VersionOf(decision, found.Key)),
        };
    }

    /// <summary>A decision's version in a file: how many deployed files had it, up to that one.</summary>
    public int VersionOf(string decisionId, long resourceKey) => _versions.GetOrAdd((decisionId, resourceKey), _ =>
        _now.ByKey.Values.Count(entry => entry.Resource.Kind == ResourceKind.Decision && entry.Resource.Key <= resourceKey && FileReading.HasDecision(entry.Resource.Content, decisionId, feel)));

    // Whoever mends the case needs to know what the table was asked.
    private static string Seen(DecisionResult result) => result.Tables is [.., { Inputs.Count: > 0 } last]
        ? $" ({string.Join(", ", last.Inputs.Select(input => $"{input.Expression} is {ExpressionWording.Short(input.Value)}"))})"
        : "";

    // People know a rule by what its author noted beside it, or else by its number in the table.
    private static string Describe(MatchedRule rule) =>
        rule.Annotations.Select(note => note.Text).FirstOrDefault(text => text.Length > 0) ?? $"rule {rule.Index}";

    internal void Add(IEnumerable<DeployedResource> resources)
    {
        var next = _now;
        foreach (var resource in resources)
        {
            next = next.With(resource, feel);
        }

        _now = next;
    }

    private sealed record Entry(DeployedResource Resource, Lazy<ProcessDefinition>? Process);

    private sealed record Snapshot(
        ImmutableDictionary<long, Entry> ByKey,
        ImmutableDictionary<(ResourceKind Kind, string Id), DeployedResource> Newest,
        ImmutableDictionary<string, (long Key, DmnModel Model)> Decisions)
    {
        public static readonly Snapshot Empty = new(
            ImmutableDictionary<long, Entry>.Empty,
            ImmutableDictionary<(ResourceKind, string), DeployedResource>.Empty,
            ImmutableDictionary.Create<string, (long Key, DmnModel Model)>(StringComparer.Ordinal));

        public Snapshot With(DeployedResource resource, IFeelHost? feel)
        {
            if (ByKey.ContainsKey(resource.Key))
            {
                return this;
            }

            var process = resource.Kind == ResourceKind.Process ? new Lazy<ProcessDefinition>(() => FileReading.Process(resource, feel)) : null;
            var next = this with { ByKey = ByKey.Add(resource.Key, new Entry(resource, process)) };
            if (Newest.TryGetValue((resource.Kind, resource.Id), out var before) && before.Version >= resource.Version)
            {
                return next;
            }

            next = next with { Newest = Newest.SetItem((resource.Kind, resource.Id), resource) };
            if (resource.Kind != ResourceKind.Decision || FileReading.Decisions(resource.Content, feel).Model is not { } model)
            {
                return next;
            }

            return next with { Decisions = Decisions.SetItems(model.Decisions.Select(decision => KeyValuePair.Create(decision.Id, (resource.Key, model)))) };
        }
    }
}
