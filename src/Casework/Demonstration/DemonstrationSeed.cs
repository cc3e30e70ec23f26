using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Casework.Concerns;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Filling;
using Peninsula.Casework.Forms.Schema;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Demonstration;

/// <summary>
/// Fills an empty database by playing fictional cases through the engine on a clock that starts in the past. Deadlines pass
/// and ladders climb on the way, so histories are what the engine makes, not what somebody wrote.
/// </summary>
public sealed class DemonstrationSeed(
    IDbContextFactory<PeninsulaDbContext> contexts, PeninsulaDatabase database, CaseReferences references, VocabularySource vocabulary, FormBinder binder,
    IClock clock, IOptions<DemonstrationOptions> options, ILogger<DemonstrationSeed> log)
{
    private readonly FormFiller _filler = new(binder);

    public async Task PlayAsync(Func<IClock, EngineSetup> setup, Func<WorkflowEngine, CancellationToken, Task> deploy, CancellationToken cancel)
    {
        if (!options.Value.Enabled || !options.Value.Seed)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        using var alone = await database.LockAsync("demonstration");
        if (await db.Instances.AnyAsync(cancel))
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        var now = clock.GetCurrentInstant();
        var time = new MovableClock(now - Duration.FromDays(DemonstrationCases.All.Max(item => item.DaysAgo) + 1));
        using var engine = await WorkflowEngine.OpenAsync(setup(time), cancel);
        await deploy(engine, cancel);
        var due = new PriorityQueue<Play, Instant>(DemonstrationCases.All.Select(item =>
        {
            var start = now - Duration.FromDays(item.DaysAgo) - Duration.FromHours(2);
            return (new Play(item), start);
        }));
        while (due.TryDequeue(out var play, out var at) && at <= now)
        {
            await AdvanceAsync(engine, time, at, cancel);
            if (await StepAsync(engine, play, time, cancel))
            {
                due.Enqueue(play, at + play.Case.Pace);
            }
        }

        await AdvanceAsync(engine, time, now, cancel);
        log.LogInformation("Played {Count} fictional cases for the demonstration in {Seconds:0.0} s.", DemonstrationCases.All.Count, watch.Elapsed.TotalSeconds);
    }

    // Every timer fires at its own time, so that an escalation is as old as it would be.
    private static async Task AdvanceAsync(WorkflowEngine engine, MovableClock time, Instant until, CancellationToken cancel)
    {
        while (await engine.Store.NextTimerAsync(cancel) is { } next && next <= until)
        {
            time.MoveTo(next);
            if (await engine.PumpAsync(cancel) == 0)
            {
                break;
            }
        }

        time.MoveTo(until);
        await engine.PumpAsync(cancel);
    }

    private async Task<bool> StepAsync(WorkflowEngine engine, Play play, MovableClock time, CancellationToken cancel)
    {
        if (play.InstanceKey == 0)
        {
            play.InstanceKey = await StartAsync(engine, play.Case, time, cancel);
            return play.Case.Tasks > 0;
        }

        var state = await engine.InspectAsync(play.InstanceKey, cancel);
        if (state?.Tasks.OrderBy(task => task.Key).FirstOrDefault() is not { } open)
        {
            return false;
        }

        var person = WhoDoes(open);
        var form = open.FormId is { } id && engine.Catalog.Newest(ResourceKind.Form, id) is { } resource
            ? FormSchemaReader.Read(Encoding.UTF8.GetString(resource.Content.Span)).Schema ?? FormSchema.Empty
            : FormSchema.Empty;
        var values = _filler.Fill(form, Engine.VariablesAt(state, open.Key), play.Answers, time.GetCurrentInstant());
        await engine.ExecuteAsync(play.InstanceKey, new AssignTask(open.Key, person) { By = person }, cancel);
        var result = await engine.ExecuteAsync(play.InstanceKey, new CompleteTask(open.Key, Engine.ToContext(values)) { By = person }, cancel);
        play.Done++;
        return result.IsAccepted && play.Done < play.Case.Tasks;
    }

    private async Task<long> StartAsync(WorkflowEngine engine, DemonstrationCase one, MovableClock time, CancellationToken cancel)
    {
        var at = time.GetCurrentInstant().InZone(vocabulary.Current.Calendar.Zone);
        var reference = await references.NextAsync("CSE", at.Year);
        var lead = $"{one.Area}-school-lead";
        var schema = FormSchemaReader.Read(Encoding.UTF8.GetString(engine.Catalog.Newest(ResourceKind.Form, ConcernForm.FormId)!.Content.Span)).Schema!;
        var variables = _filler.Fill(schema, [], new Play(one).Answers, time.GetCurrentInstant());
        variables["caseReference"] = reference;
        variables["concernReceivedAt"] = OffsetDateTimePattern.Rfc3339.Format(at.ToOffsetDateTime());
        variables["raisedBy"] = lead;
        var started = await engine.StartAsync(
            new StartRequest { ProcessId = ConcernService.ProcessId, BusinessKey = reference, Variables = Engine.ToContext(variables), By = lead }, cancel);
        return started.IsAccepted ? started.InstanceKey : throw new InvalidOperationException($"The demonstration cannot start: {started.Message}");
    }

    private string? WhoDoes(UserTaskState task) =>
        task.Terms.Assignee
        ?? task.Terms.CandidateGroups.SelectMany(vocabulary.Current.Directory.MembersOf).Select(person => person.Id).FirstOrDefault()
        ?? (task.Terms.CandidateUsers is [var first, ..] ? first : null);

    private sealed class Play(DemonstrationCase one)
    {
        public DemonstrationCase Case { get; } = one;

        public long InstanceKey { get; set; }

        public int Done { get; set; }

        public GivenAnswers Answers { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["childName"] = one.Child,
            ["childAge"] = one.Age.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["area"] = one.Area,
            ["concernSummary"] = one.Summary,
            ["riskLevel"] = one.Level,
            ["judgedLevel"] = one.Level,
            ["level"] = one.Level,
            ["immediateDanger"] = "no",
            ["cseConsidered"] = "yes",
            ["learningDisability"] = "no",
        });
    }
}
