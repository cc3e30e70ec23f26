using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>What has happened in a rehearsal so far, for expectations that look back.</summary>
internal sealed class ScenarioHistory
{
    private readonly List<PlayedProcess> _processes = [];
    private readonly Dictionary<long, PlayedProcess> _byKey = [];
    private readonly List<string> _escalations = [];

    /// <summary>Processes started so far, called ones included, oldest first.</summary>
    public IReadOnlyList<PlayedProcess> Processes => _processes;

    /// <summary>The levels of ladders reached, <c>task: level</c>, in order.</summary>
    public IReadOnlyList<string> Escalations => _escalations;

    /// <summary>How many incidents were ever raised.</summary>
    public int IncidentsRaised { get; private set; }

    public void Note(Commit commit)
    {
        foreach (var happened in commit.Events)
        {
            Note(happened);
        }
    }

    private void Note(WorkflowEvent happened)
    {
        switch (happened)
        {
            case InstanceStarted e:
                Begin(new PlayedProcess(e.InstanceKey, e.ProcessId, false));
                break;
            case ElementActivated { CalledDefinitionKey: not null } e:
                Begin(new PlayedProcess(e.Key, e.ElementId, true));
                break;
            case InstanceCompleted e:
                End(e.InstanceKey);
                break;
            case InstanceCancelled e:
                End(e.InstanceKey);
                break;
            case ElementCompleted e:
                End(e.Key);
                break;
            case ElementTerminated e:
                End(e.Key);
                break;
            case EscalationRaised e:
                _escalations.Add($"{e.ElementId}: {e.Level}");
                break;
            case IncidentRaised:
                IncidentsRaised++;
                break;
        }
    }

    private void Begin(PlayedProcess process)
    {
        _processes.Add(process);
        _byKey[process.Key] = process;
    }

    private void End(long key)
    {
        if (_byKey.TryGetValue(key, out var process))
        {
            process.HasEnded = true;
        }
    }
}

/// <summary>A process instance, or a process called by one.</summary>
internal sealed class PlayedProcess(long key, string processId, bool isCalled)
{
    public long Key { get; } = key;

    public string ProcessId { get; } = processId;

    public bool IsCalled { get; } = isCalled;

    public bool HasEnded { get; set; }
}
