using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Activities.Feel;
using Peninsula.Activities.Measures;
using Peninsula.Activities.Notices;
using Peninsula.Casework.Concerns;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Casework.Simulation;

/// <summary>What is to be simulated.</summary>
public sealed record SimulationRequest(SimulationProfile Profile, int Concerns, int Seed, Instant From, int Days);

/// <summary>
/// Plays fictional children, and the people who work for them, through the real pathways on a clock of its own. Nothing
/// stands in for the engine, its store, the directory, the timescales, the ladders or the forms.
/// </summary>
public sealed class Simulator : IDisposable
{
    /// <summary>People act, and timers are looked at, every quarter of an hour.</summary>
    internal static readonly Duration Tick = Duration.FromMinutes(15);

    private readonly SimulationRequest _request;
    private readonly Vocabulary _vocabulary;
    private readonly MovableClock _clock;
    private readonly WorkflowEngine _engine;
    private readonly EventQueue _agenda = new();
    private readonly SimulatedForms _forms;
    private readonly JobRunner _jobs;
    private readonly Workforce _workforce;
    private readonly Journal _journal = new();
    private readonly Dictionary<string, FictionalChild> _children = new(StringComparer.Ordinal);

    private Simulator(SimulationRequest request, Vocabulary vocabulary, MovableClock clock, WorkflowEngine engine)
    {
        _request = request;
        _vocabulary = vocabulary;
        _clock = clock;
        _engine = engine;
        _forms = new SimulatedForms(engine, clock);
        var activities = ProductActivities.Of(VocabularySource.Of(vocabulary), new InMemoryInbox(), clock);
        _jobs = new JobRunner(engine, [.. ProductActivities.JobTypes.Select(type => new ActivityJobs(activities, type))], NullLogger.Instance);
        _workforce = new Workforce(engine, vocabulary, request, _forms, _agenda, _children);
        engine.Committed += _journal.Take;
        engine.Committed += _workforce.Take;
    }

    public static async Task<SimulationResult> RunAsync(SimulationRequest request, Vocabulary vocabulary, IWorkflowStore store, string definitions, CancellationToken cancel)
    {
        var clock = new MovableClock(request.From);
        using var engine = await WorkflowEngine.OpenAsync(
            new EngineSetup
            {
                Store = store,
                Clock = clock,
                Zone = vocabulary.Calendar.Zone,
                Tasks = new SafeguardingTaskPolicy(vocabulary),
                Feel = new SafeguardingFunctions(vocabulary),
                Options = EngineOptions.Sequential with { CachedInstances = 20_000 },
            },
            cancel);
        var files = await PathwayFiles.ReadAsync(definitions, cancel);
        var deployed = await engine.DeployAsync([.. files.Select(file => new DeploymentFile(file.Name, file.Content))], cancel);
        if (!deployed.IsDeployed)
        {
            throw new InvalidOperationException($"The pathways cannot be deployed:\n{string.Join('\n', deployed.Problems)}");
        }

        using var simulator = new Simulator(request, vocabulary, clock, engine);
        return await simulator.PlayAsync(cancel);
    }

    public void Dispose()
    {
        _engine.Committed -= _journal.Take;
        _engine.Committed -= _workforce.Take;
    }

    private async Task<SimulationResult> PlayAsync(CancellationToken cancel)
    {
        var end = _request.From + Duration.FromDays(_request.Days);
        PlanRoutine(end);
        PlanConcerns(end);
        while (await NextAsync(cancel) is { } next && next <= end)
        {
            _clock.MoveTo(next);
            while (_agenda.Take(next) is { } act)
            {
                await act();
            }

            do
            {
                await _engine.PumpAsync(cancel);
            }
            while (await _jobs.RunAsync(cancel) > 0);
        }

        _clock.MoveTo(end);
        return await ResultAsync(end, cancel);
    }

    private async Task<Instant?> NextAsync(CancellationToken cancel)
    {
        var timer = await _engine.Store.NextTimerAsync(cancel);
        var act = _agenda.Next;
        var next = timer is null ? act : act is null ? timer : Instant.Min(timer.Value, act.Value);
        if (next is null)
        {
            return null;
        }

        var ticks = (next.Value - _request.From) / Tick;
        return Instant.Max(_clock.GetCurrentInstant(), _request.From + (Tick * Math.Ceiling(ticks)));
    }

    private void PlanConcerns(Instant end)
    {
        foreach (var number in Enumerable.Range(1, _request.Concerns))
        {
            var child = FictionalChild.Make(number, _request.Seed, _request.Profile, _request.From, _request.Days);
            _children[child.Reference] = child;
            _agenda.Add(child.ConcernAt, () => RaiseAsync(child));
            PlanBeside(child, end);
        }
    }

    private void PlanBeside(FictionalChild child, Instant end)
    {
        foreach (var beside in _request.Profile.Beside)
        {
            var chance = new Chance(_request.Seed, "beside", child.Number, beside.Message ?? beside.Pathway ?? "");
            var times = chance.Of(beside.Chance) ? chance.Between(1, beside.Most) : 0;
            for (var time = 0; time < times; time++)
            {
                var at = child.ConcernAt + Duration.FromHours(1 + (chance.Part * beside.WithinDays * 24));
                if (at < end)
                {
                    _agenda.Add(at, () => HappenAsync(child, beside, end));
                }
            }
        }
    }

    private void PlanRoutine(Instant end)
    {
        foreach (var routine in _request.Profile.Routine)
        {
            string[] areas = routine.PerArea ? [.. _vocabulary.Directory.Areas.Select(area => area.Key)] : [_vocabulary.Directory.Areas.First().Key];
            for (var at = _request.From + Duration.FromHours(9); at < end; at += Duration.FromDays(routine.EveryDays))
            {
                foreach (var area in areas)
                {
                    var when = at;
                    _agenda.Add(at, () => StartAsync(routine.Pathway, $"{routine.Pathway}-{area}-{when.InUtc().Date:uuuuMMdd}", new JsonObject { ["area"] = area }, null));
                }
            }
        }
    }

    private Task RaiseAsync(FictionalChild child)
    {
        var known = child.Known();
        known.Remove("riskLevel");
        known["concernReceivedAt"] = OffsetDateTimePattern.Rfc3339.Format(_clock.GetCurrentInstant().InZone(_vocabulary.Calendar.Zone).ToOffsetDateTime());
        known["raisedBy"] = $"{child.Area}-school-lead";
        return StartAsync(ConcernService.ProcessId, child.Reference, known, child);
    }

    private async Task HappenAsync(FictionalChild child, BesideStart beside, Instant end)
    {
        if (beside.Pathway is { } pathway)
        {
            await StartAsync(pathway, $"{child.Reference}-{pathway}", child.Known(), child);
            return;
        }

        var isClosed = _journal.HasEnded(child.Reference);
        if (beside.AfterClosing && !isClosed)
        {
            // Whoever is still being worked for needs no reopening yet.
            var later = _clock.GetCurrentInstant() + Duration.FromDays(14);
            if (later < end)
            {
                _agenda.Add(later, () => HappenAsync(child, beside, end));
            }

            return;
        }

        var elsewhere = new Chance(_request.Seed, "elsewhere", child.Number, _clock.GetCurrentInstant()).Among([.. _request.Profile.Areas.Keys], _request.Profile.Areas);
        var known = child.Known(elsewhere);
        known["concernReceivedAt"] = OffsetDateTimePattern.Rfc3339.Format(_clock.GetCurrentInstant().InZone(_vocabulary.Calendar.Zone).ToOffsetDateTime());
        foreach (var (name, value) in _forms.Fill(beside.Form, child.Known(), new FictionalAnswers(_request.Profile, new Chance(_request.Seed, "told", child.Number, _clock.GetCurrentInstant()), child)))
        {
            known.TryAdd(name, value?.DeepClone());
        }

        var told = await _engine.PublishMessageAsync(new MessageRequest(beside.Message!, beside.AfterClosing ? null : child.Reference, Engine.ToContext(known)) { BusinessKey = child.Reference });
        _journal.Refused.AddRange(told.Receivers.Where(command => !command.IsAccepted).Select(command => $"{beside.Message} {child.Reference}: {command.Message}"));
    }

    private async Task StartAsync(string process, string reference, JsonObject known, FictionalChild? child)
    {
        var answers = new FictionalAnswers(_request.Profile, new Chance(_request.Seed, "start", reference), child);
        var said = _forms.Fill(_forms.StartForm(process), known, answers);
        foreach (var (name, value) in known)
        {
            said[name] = value?.DeepClone();
        }

        var result = await _engine.StartAsync(new StartRequest { ProcessId = process, BusinessKey = reference, Variables = Engine.ToContext(said), By = known["raisedBy"]?.GetValue<string>() });
        if (!result.IsAccepted)
        {
            _journal.Refused.Add($"{process} {reference}: {result.Message}");
        }
    }

    private async Task<SimulationResult> ResultAsync(Instant end, CancellationToken cancel)
    {
        var facts = new HistoryFacts(_vocabulary, end);
        foreach (var key in _journal.Instances)
        {
            var history = new List<HistoryEntry>();
            await foreach (var entry in _engine.Store.HistoryAsync(key, cancel))
            {
                history.Add(entry);
            }

            facts.Add(history);
        }

        var checks = new SimulationChecks(_engine, _vocabulary, facts, end);
        return new SimulationResult
        {
            Request = _request,
            Commits = _journal.Commits,
            Facts = facts,
            Outcomes = _journal.Outcomes(_engine),
            Refused = [.. _journal.Refused, .. _workforce.Refused],
            Stuck = await checks.StuckAsync(_journal.Instances, cancel),
            Unseen = checks.Unseen(),
            Measures = MeasureCalculator.Compute(_vocabulary.Measures.All, facts, end, _vocabulary.Calendar.Zone),
        };
    }
}
