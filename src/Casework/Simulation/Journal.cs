using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Simulation;

/// <summary>Which instances there were and how they ended, noted from commits.</summary>
internal sealed class Journal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Ending> _instances = [];

    public long Commits { get; private set; }

    public List<string> Refused { get; } = [];

    public IReadOnlyList<long> Instances
    {
        get
        {
            lock (_gate)
            {
                return [.. _instances.Keys.Order()];
            }
        }
    }

    public bool HasEnded(string reference)
    {
        lock (_gate)
        {
            return _instances.Values.Any(ending => ending.Reference == reference && ending.HasEnded);
        }
    }

    public void Take(Commit commit)
    {
        lock (_gate)
        {
            Commits++;
            foreach (var happened in commit.Events)
            {
                switch (happened)
                {
                    case InstanceStarted e:
                        _instances[e.InstanceKey] = new Ending(e.ProcessId, e.DefinitionKey, e.BusinessKey);
                        break;
                    case ElementCompleted e:
                        _instances[commit.InstanceKey].Ended.Add(e.ElementId);
                        break;
                    case InstanceCompleted or InstanceCancelled:
                        _instances[commit.InstanceKey].HasEnded = true;
                        break;
                }
            }
        }
    }

    /// <summary>How many instances of each process came to which end, or still run.</summary>
    public IReadOnlyList<(string Process, string Outcome, int Count)> Outcomes(WorkflowEngine engine)
    {
        lock (_gate)
        {
            return [.. _instances.Values
                .GroupBy(ending => (ending.ProcessId, Outcome: ending.HasEnded ? NameOf(engine, ending) : "still open"))
                .Select(group => (group.Key.ProcessId, group.Key.Outcome, group.Count()))
                .OrderBy(pair => pair.ProcessId, StringComparer.Ordinal).ThenByDescending(pair => pair.Item3).ThenBy(pair => pair.Outcome, StringComparer.Ordinal)];
        }
    }

    // Several branches may come to ends of their own; the one that is drawn last is the end of the whole.
    private static string NameOf(WorkflowEngine engine, Ending one) =>
        engine.Catalog.Find(one.DefinitionKey)?.Children.OfType<EndEvent>().LastOrDefault(end => one.Ended.Contains(end.Id)) is { } last ? last.Name ?? last.Id : "ended";

    private sealed class Ending(string processId, long definitionKey, string? reference)
    {
        public string ProcessId => processId;

        public long DefinitionKey => definitionKey;

        public string? Reference => reference;

        public HashSet<string> Ended { get; } = new(StringComparer.Ordinal);

        public bool HasEnded { get; set; }
    }
}
