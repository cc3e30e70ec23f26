using NodaTime;
using Peninsula.Activities.Registers;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Activities.Measures;

/// <summary>
/// Facts made from instances' histories, register entries included: whatever was recorded can be counted, by measures that
/// nobody had thought of when it was recorded.
/// </summary>
/// <param name="vocabulary">The registers and the calendar.</param>
/// <param name="now">The moment of asking.</param>
public sealed class HistoryFacts(Vocabulary vocabulary, Instant now) : IFacts
{
    private readonly FactWriter _writer = new(vocabulary.Calendar, now);
    private readonly List<CaseRecord> _cases = [];

    /// <summary>Every task, as history has it.</summary>
    public IEnumerable<TaskRow> Tasks => _cases.SelectMany(one => one.Tasks.Values);

    /// <summary>Every level of a ladder that was reached.</summary>
    public IEnumerable<EscalationRow> Escalations => _cases.SelectMany(one => one.Escalations.Values);

    /// <summary>Every register entry.</summary>
    public IEnumerable<RegisterEntry> Entries => _cases.SelectMany(one => one.Entries);

    /// <summary>Every instance.</summary>
    public IEnumerable<InstanceRow> Instances => _cases.Select(one => one.Instance!);

    /// <summary>Takes in one instance's history.</summary>
    /// <param name="history">Its entries, oldest first.</param>
    public void Add(IEnumerable<HistoryEntry> history)
    {
        var one = new CaseRecord();
        foreach (var entry in history)
        {
            foreach (var happened in EventCodec.Read(entry.Events))
            {
                Take(one, happened, entry);
            }
        }

        if (one.Instance is not null)
        {
            _cases.Add(one);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<FeelContext> Read(FactKind kind) => kind switch
    {
        FactKind.Tasks => _cases.SelectMany(one => one.Tasks.Values.Select(task => _writer.Task(task, one.HighestStep(task.TaskKey)))),
        FactKind.Escalations => _cases.SelectMany(one => one.Escalations.Values.Select(step => FactWriter.Escalation(step, one.Tasks[step.TaskKey]))),
        FactKind.Cases => _cases.Select(one => _writer.Case(one.Instance!, one.Variables)),
        FactKind.Entries => _cases.SelectMany(one => one.Entries.Select(entry => _writer.Entry(entry, RegisterOf(entry), one.Entries.Where(other => other.Register == entry.Register)))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private Register RegisterOf(RegisterEntry entry) => vocabulary.Registers.TryGet(entry.Register, out var register)
        ? register
        : throw new InvalidOperationException($"There is no register \"{entry.Register}\".");

    private void Take(CaseRecord one, WorkflowEvent happened, HistoryEntry entry)
    {
        switch (happened)
        {
            case InstanceStarted e:
                one.Instance = new InstanceRow(e.InstanceKey, e.DefinitionKey, e.ProcessId, e.BusinessKey, InstanceStatus.Running, entry.At);
                break;
            case InstanceCompleted:
                one.Instance = one.Instance! with { Status = InstanceStatus.Completed, Ended = entry.At };
                break;
            case InstanceCancelled:
                one.Instance = one.Instance! with { Status = InstanceStatus.Cancelled, Ended = entry.At };
                break;
            case VariablesSet e when e.ScopeKey == one.Instance!.InstanceKey:
                one.Variables = one.Variables.With(e.Variables);
                break;
            case TaskCreated e:
                one.Tasks[e.TaskKey] = new TaskRow(e.TaskKey, one.Instance!.InstanceKey, e.ElementId, e.Name, e.ProcessId, e.FormId, one.Instance.BusinessKey, e.Terms, entry.At);
                break;
            case TaskCompleted e:
                one.Tasks[e.TaskKey] = one.Tasks[e.TaskKey] with { State = TaskState.Completed, Ended = entry.At, EndedBy = entry.By };
                Register(one, one.Tasks[e.TaskKey], e.Variables, entry.At);
                break;
            case TaskCancelled e:
                one.Tasks[e.TaskKey] = one.Tasks[e.TaskKey] with { State = TaskState.Cancelled, Ended = entry.At };
                break;
            case EscalationRaised e:
                one.Escalations[e.EscalationKey] = new EscalationRow(
                    e.EscalationKey, one.Instance!.InstanceKey, e.TaskKey, e.ElementId, one.Instance.BusinessKey, e.Level, e.Recipients, e.Anonymised, entry.At);
                break;
            case EscalationAcknowledged e:
                var raised = one.Escalations[e.EscalationKey];
                one.Escalations[e.EscalationKey] = raised with { Acknowledged = raised.Acknowledged ?? new EscalationNote(entry.At, entry.By, e.Direction) };
                break;
            case EscalationClosed e:
                one.Escalations[e.EscalationKey] = one.Escalations[e.EscalationKey] with { Closed = entry.At };
                break;
        }
    }

    private void Register(CaseRecord one, TaskRow task, FeelContext answers, Instant at)
    {
        var writing = new RegisterWriting(task.TaskKey, task.InstanceKey, task.BusinessKey, task.Terms.Tags, answers, at);
        if (writing.Register is not { } key || !vocabulary.Registers.TryGet(key, out var register))
        {
            return;
        }

        var entry = RegisterWriter.Write(register, one.Entries.Where(other => other.Register == key), writing, vocabulary.Calendar.Zone);
        var before = one.Entries.FindIndex(other => other.Register == key && other.Key == entry.Key);
        if (before < 0)
        {
            one.Entries.Add(entry);
        }
        else
        {
            one.Entries[before] = entry;
        }
    }

    private sealed class CaseRecord
    {
        public InstanceRow? Instance { get; set; }

        public FeelContext Variables { get; set; } = FeelContext.Empty;

        public Dictionary<long, TaskRow> Tasks { get; } = [];

        public Dictionary<long, EscalationRow> Escalations { get; } = [];

        public List<RegisterEntry> Entries { get; } = [];

        public string? HighestStep(long taskKey) =>
            Escalations.Values.Where(step => step.TaskKey == taskKey).OrderBy(step => step.Raised).LastOrDefault()?.Level;
    }
}
