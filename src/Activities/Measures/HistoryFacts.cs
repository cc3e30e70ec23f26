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
    public IEnumerable<TaskRow> Tasks => _cases.SelectMany(record => record.Tasks.Values);

    /// <summary>Every level of a ladder that was reached.</summary>
    public IEnumerable<EscalationRow> Escalations => _cases.SelectMany(record => record.Escalations.Values);

    /// <summary>Every register entry.</summary>
    public IEnumerable<RegisterEntry> Entries => _cases.SelectMany(record => record.Entries);

    /// <summary>Every instance.</summary>
    public IEnumerable<InstanceRow> Instances => _cases.Select(record => record.Instance!);

    /// <summary>Takes in one instance's history.</summary>
    /// <param name="history">Its entries, oldest first.</param>
    public void Add(IEnumerable<HistoryEntry> history)
    {
        var record = new CaseRecord();
        foreach (var entry in history)
        {
            foreach (var happened in EventCodec.Read(entry.Events))
            {
                Take(record, happened, entry);
            }
        }

        if (record.Instance is not null)
        {
            _cases.Add(record);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<FeelContext> Read(FactKind kind) => kind switch
    {
        FactKind.Tasks => _cases.SelectMany(record => record.Tasks.Values.Select(task => _writer.Task(task, record.HighestStep(task.TaskKey)))),
        FactKind.Escalations => _cases.SelectMany(record => record.Escalations.Values.Select(step => FactWriter.Escalation(step, record.Tasks[step.TaskKey]))),
        FactKind.Cases => _cases.Select(record => _writer.Case(record.Instance!, record.Variables)),
        FactKind.Entries => _cases.SelectMany(record => record.Entries.Select(entry => _writer.Entry(entry, RegisterOf(entry), record.Entries.Where(other => other.Register == entry.Register)))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private Register RegisterOf(RegisterEntry entry) => vocabulary.Registers.TryGet(entry.Register, out var register)
        ? register
        : throw new InvalidOperationException($"There is no register \"{entry.Register}\".");

    private void Take(CaseRecord record, WorkflowEvent happened, HistoryEntry entry)
    {
        switch (happened)
        {
            case InstanceStarted e:
                record.Instance = new InstanceRow(e.InstanceKey, e.DefinitionKey, e.ProcessId, e.BusinessKey, InstanceStatus.Running, entry.At);
                break;
            case InstanceCompleted:
                record.Instance = record.Instance! with { Status = InstanceStatus.Completed, Ended = entry.At };
                break;
            case InstanceCancelled:
                record.Instance = record.Instance! with { Status = InstanceStatus.Cancelled, Ended = entry.At };
                break;
            case VariablesSet e when e.ScopeKey == record.Instance!.InstanceKey:
                record.Variables = record.Variables.With(e.Variables);
                break;
            case TaskCreated e:
                record.Tasks[e.TaskKey] = new TaskRow(e.TaskKey, record.Instance!.InstanceKey, e.ElementId, e.Name, e.ProcessId, e.FormId, record.Instance.BusinessKey, e.Terms, entry.At);
                break;
            case TaskCompleted e:
                record.Tasks[e.TaskKey] = record.Tasks[e.TaskKey] with { State = TaskState.Completed, Ended = entry.At, EndedBy = entry.By };
                Register(record, record.Tasks[e.TaskKey], e.Variables, entry.At);
                break;
            case TaskCancelled e:
                record.Tasks[e.TaskKey] = record.Tasks[e.TaskKey] with { State = TaskState.Cancelled, Ended = entry.At };
                break;
            case EscalationRaised e:
                record.Escalations[e.EscalationKey] = new EscalationRow(
                    e.EscalationKey, record.Instance!.InstanceKey, e.TaskKey, e.ElementId, record.Instance.BusinessKey, e.Level, e.Recipients, e.Anonymised, entry.At);
                break;
            case EscalationAcknowledged e:
                var raised = record.Escalations[e.EscalationKey];
                record.Escalations[e.EscalationKey] = raised with { Acknowledged = raised.Acknowledged ?? new EscalationNote(entry.At, entry.By, e.Direction) };
                break;
            case EscalationClosed e:
                record.Escalations[e.EscalationKey] = record.Escalations[e.EscalationKey] with { Closed = entry.At };
                break;
        }
    }

    private void Register(CaseRecord record, TaskRow task, FeelContext answers, Instant at)
    {
        var writing = new RegisterWriting(task.TaskKey, task.InstanceKey, task.BusinessKey, task.Terms.Tags, answers, at);
        if (writing.Register is not { } key || !vocabulary.Registers.TryGet(key, out var register))
        {
            return;
        }

        var entry = RegisterWriter.Write(register, record.Entries.Where(other => other.Register == key), writing, vocabulary.Calendar.Zone);
        var before = record.Entries.FindIndex(other => other.Register == key && other.Key == entry.Key);
        if (before < 0)
        {
            record.Entries.Add(entry);
        }
        else
        {
            record.Entries[before] = entry;
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
