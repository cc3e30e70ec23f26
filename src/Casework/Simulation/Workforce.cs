using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Notices;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Simulation;

/// <summary>The people of the agencies: they do their tasks, some of them late, and answer for what climbs to them.</summary>
internal sealed class Workforce(
    WorkflowEngine engine, Vocabulary vocabulary, SimulationRequest request, SimulatedForms forms, EventQueue agenda, IReadOnlyDictionary<string, FictionalChild> children)
{
    // Who was told to hurry does so within a day or two.
    private const int MostHoursOnceDirected = 48;

    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);

    public List<string> Refused { get; } = [];

    /// <summary>Notes what people now have to do.</summary>
    public void Take(Commit commit)
    {
        foreach (var happened in commit.Events)
        {
            switch (happened)
            {
                case TaskCreated task:
                    Plan(commit, task);
                    break;
                case EscalationRaised raised:
                    Plan(commit, raised);
                    break;
            }
        }
    }

    private void Plan(Commit commit, TaskCreated task)
    {
        var purpose = Purpose(commit, task.ElementId);
        var chance = new Chance(request.Seed, "task", purpose);
        var at = WhenDone(task.Terms, commit.At, chance);
        agenda.Add(at, () => DoAsync(commit.InstanceKey, task, purpose));
    }

    private void Plan(Commit commit, EscalationRaised raised)
    {
        var chance = new Chance(request.Seed, "escalation", Purpose(commit, raised.Level + raised.ElementId));
        var addressee = new EscalationNotices(vocabulary).For(raised, null, [], commit.BusinessKey, commit.At) is [var first, ..] ? first.PersonId : null;
        if (raised.Level == "warning" || addressee is null || !chance.Of(request.Profile.Acknowledged))
        {
            return;
        }

        var at = commit.At + Duration.FromHours(chance.Part * request.Profile.HoursToAcknowledge);
        agenda.Add(at, () => AcknowledgeAsync(commit.InstanceKey, raised, addressee, at + Duration.FromHours(chance.Between(1, MostHoursOnceDirected))));
    }

    private Instant WhenDone(TaskTerms terms, Instant now, Chance chance)
    {
        var earliest = terms.FollowUp is { } after && after > now ? after : now;
        if (terms.Due is not { } due || due <= earliest)
        {
            return earliest + Duration.FromHours(1 + (chance.Part * 72));
        }

        var agency = terms.Tags.GetValueOrDefault("agency") ?? "";
        if (!chance.Of(request.Profile.Late.GetValueOrDefault(agency, 0.1)))
        {
            return earliest + ((due - earliest) * (0.05 + (0.9 * chance.Part)));
        }

        // Most of what is late is a little late: half no later than the median.
        var late = request.Profile.WorkingDaysLate;
        var days = chance.Of(0.5) ? chance.Part * late.Median : late.Median + (Math.Pow(chance.Part, 2) * (late.Longest - late.Median));
        var whole = vocabulary.Calendar.AddWorkingDays(due.InZone(vocabulary.Calendar.Zone).Date, (int)days);
        return Instant.Max(due, whole.AtStartOfDayInZone(vocabulary.Calendar.Zone).ToInstant()) + Duration.FromHours(0.5 + (chance.Part * 8));
    }

    private async Task DoAsync(long instanceKey, TaskCreated task, string purpose)
    {
        var state = await engine.InspectAsync(instanceKey);
        if (state?.Tasks.FirstOrDefault(row => row.Key == task.TaskKey) is null)
        {
            return;
        }

        var known = Engine.VariablesAt(state, task.TaskKey);
        var child = state.BusinessKey is { } reference ? children.GetValueOrDefault(Root(reference)) : null;
        var values = forms.Fill(task.FormId, known, new FictionalAnswers(request.Profile, new Chance(request.Seed, "form", purpose), child));
        var result = await engine.ExecuteAsync(instanceKey, new CompleteTask(task.TaskKey, Engine.ToContext(values)) { By = WhoDoes(task.Terms) });
        if (!result.IsAccepted)
        {
            Refused.Add($"{task.ProcessId}/{task.ElementId} {state.BusinessKey}: {result.Message}");
        }
    }

    private async Task AcknowledgeAsync(long instanceKey, EscalationRaised raised, string addressee, Instant done)
    {
        var result = await engine.ExecuteAsync(instanceKey, new AcknowledgeEscalation(raised.EscalationKey, "Do it now.") { By = addressee });
        var state = result.IsAccepted ? await engine.InspectAsync(instanceKey) : null;
        if (state?.Tasks.FirstOrDefault(row => row.Key == raised.TaskKey) is { } task)
        {
            var created = new TaskCreated(task.Key, task.ElementId, task.Name, task.ProcessId, task.FormId, task.Terms);
            agenda.Add(done, () => DoAsync(instanceKey, created, $"{state.BusinessKey}|{task.ElementId}|directed|{done}"));
        }
    }

    private string? WhoDoes(TaskTerms terms) =>
        terms.Assignee
        ?? terms.CandidateGroups.SelectMany(vocabulary.Directory.MembersOf).Select(person => person.Id).FirstOrDefault()
        ?? (terms.CandidateUsers is [var named, ..] ? named : null);

    // The same words for the same thing in every run: keys differ, what happened does not.
    private string Purpose(Commit commit, string what)
    {
        var name = $"{commit.ProcessId}|{commit.BusinessKey}|{what}";
        lock (_times)
        {
            var time = _times[name] = _times.GetValueOrDefault(name) + 1;
            return $"{name}|{time}";
        }
    }

    // CSE-2026-000001-therapy is about the child of CSE-2026-000001.
    private static string Root(string reference) => string.Join('-', reference.Split('-').Take(3));
}
