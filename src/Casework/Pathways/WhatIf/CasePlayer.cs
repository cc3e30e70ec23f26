using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Rehearsal;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Pathways.WhatIf;

/// <summary>
/// Plays cases on a version in memory, side by side and at their own times: each task is done after as long, and with the
/// same answers, as it was in the case's history, and timers fire when they are due. What a history knows nothing of, a step
/// that is new, is done after <see cref="UnknownTakes"/> by saying nothing.
/// </summary>
internal sealed class CasePlayer
{
    /// <summary>How long a step takes of which no case knows: a day, since most limits are counted in days.</summary>
    public static readonly Duration UnknownTakes = Duration.FromDays(1);

    /// <summary>No case is followed further: reviews go round for as long as nobody closes.</summary>
    private static readonly Duration Horizon = Duration.FromDays(366);

    private const int MostMovesForEach = 1_000;

    private readonly WorkflowEngine _engine;
    private readonly InMemoryWorkflowStore _store;
    private readonly MovableClock _time;
    private readonly string _processId;
    private readonly Action _ended;
    private readonly PriorityQueue<Move, Instant> _moves = new();
    private readonly Dictionary<long, CaseInPlay> _cases = [];
    private readonly Dictionary<long, (CaseInPlay Case, PlayedTask Task)> _open = [];
    private readonly List<(long Instance, WorkflowEvent What)> _news = [];
    private readonly List<PlayedTask> _tasks = [];
    private readonly List<Duration> _durations = [];

    private CasePlayer(WorkflowEngine engine, InMemoryWorkflowStore store, MovableClock time, string processId, Action ended) =>
        (_engine, _store, _time, _processId, _ended) = (engine, store, time, processId, ended);

    /// <summary>Plays some cases in one engine of their own; <paramref name="ended"/> is called for each that is through.</summary>
    public static async Task<Played> PlayAsync(
        RehearsalSetup setup, IReadOnlyList<DeploymentFile> files, string processId, IReadOnlyList<PastCase> cases, Action ended, CancellationToken cancel)
    {
        var time = new MovableClock(cases.Min(item => item.Began));
        var store = new InMemoryWorkflowStore();
        using var engine = await WorkflowEngine.OpenAsync(
            new EngineSetup { Store = store, Clock = time, Zone = setup.Zone, Tasks = setup.Tasks, Feel = setup.Feel, Options = EngineOptions.Sequential }, cancel);
        var deployed = await engine.DeployAsync(files, cancel);
        if (!deployed.IsDeployed)
        {
            throw new InvalidOperationException(string.Join(' ', deployed.Problems.Select(problem => problem.Message)));
        }

        var player = new CasePlayer(engine, store, time, processId, ended);
        engine.Committed += player.Note;
        return await player.RunAsync(cases, cancel);
    }

    private async Task<Played> RunAsync(IReadOnlyList<PastCase> cases, CancellationToken cancel)
    {
        foreach (var item in cases)
        {
            _moves.Enqueue(new Move(item, null), item.Began);
            _moves.Enqueue(new Move(item, null, IsEnd: true), item.Began + Horizon);
        }

        for (var left = (long)cases.Count * MostMovesForEach; left > 0 && _moves.TryPeek(out _, out var next); left--)
        {
            cancel.ThrowIfCancellationRequested();
            if (await _store.NextTimerAsync(cancel) is { } timer && timer <= next)
            {
                _time.MoveTo(Instant.Max(timer, _time.GetCurrentInstant()));
                if (await _engine.PumpAsync(cancel) > 0)
                {
                    await SettleAsync(cancel);
                    continue;
                }
            }

            _time.MoveTo(Instant.Max(next, _time.GetCurrentInstant()));
            await DoAsync(_moves.Dequeue(), cancel);
        }

        _tasks.AddRange(_open.Values.Select(open => open.Task));
        var (from, end) = (cases.Min(item => item.Began), _time.GetCurrentInstant());
        var last = _tasks.Select(task => task.Done ?? task.Created).DefaultIfEmpty(end).Max();
        return new Played(_tasks, _durations, (last - from).TotalDays / 7, last);
    }

    private async Task DoAsync(Move move, CancellationToken cancel)
    {
        if (move.TaskKey is { } task)
        {
            if (_open.ContainsKey(task))
            {
                await _engine.ExecuteAsync(new CompleteTask(task, move.Said) { By = "what-if" }, cancel);
            }
        }
        else if (!move.IsEnd)
        {
            var started = await _engine.StartAsync(new StartRequest { ProcessId = _processId, Variables = move.Case.Variables, By = "what-if" }, cancel);
            if (!started.IsAccepted)
            {
                _ended();
                return;
            }

            _cases[started.InstanceKey] = new CaseInPlay(move.Case);
        }
        else if (_cases.FirstOrDefault(pair => pair.Value.Past == move.Case && !pair.Value.HasEnded) is { Value: not null } running)
        {
            running.Value.IsCutOff = true;
            await _engine.ExecuteAsync(running.Key, new CancelInstance("It is not followed further"), cancel);
        }

        await SettleAsync(cancel);
    }

    // Jobs are the service's own: they are done at once, and what was sent arrives.
    private async Task SettleAsync(CancellationToken cancel)
    {
        do
        {
            Take();
            foreach (var job in _store.Jobs.Where(job => job.Retries > 0).ToList())
            {
                await _engine.ExecuteAsync(job.InstanceKey, new CompleteJob(job.JobKey, FeelContext.Empty), cancel);
            }

            await _engine.PumpAsync(Instant.MinValue, cancel);
        }
        while (_news.Count > 0);
    }

    private void Note(Commit commit) => _news.AddRange(commit.Events.Select(happened => (commit.InstanceKey, happened)));

    private void Take()
    {
        var now = _time.GetCurrentInstant();
        foreach (var (instance, what) in _news.ToList())
        {
            if (!_cases.TryGetValue(instance, out var played))
            {
                continue;
            }

            switch (what)
            {
                case TaskCreated created:
                    var place = PastCase.At(created.ProcessId, created.ElementId);
                    var (after, said) = played.Answer(place);
                    _open[created.TaskKey] = (played, new PlayedTask(place, created.Name, created.Terms.Tags.GetValueOrDefault("agency"), now, created.Terms.Due, null));
                    _moves.Enqueue(new Move(played.Past, created.TaskKey) { Said = said }, now + after);
                    break;
                case TaskCompleted { TaskKey: var key }:
                    Close(key, now);
                    break;
                case TaskCancelled { TaskKey: var key }:
                    Close(key, now);
                    break;
                case InstanceCompleted or InstanceCancelled when !played.HasEnded:
                    played.HasEnded = true;
                    if (!played.IsCutOff)
                    {
                        _durations.Add(now - played.Past.Began);
                    }

                    _ended();
                    break;
            }
        }

        _news.Clear();
    }

    private void Close(long key, Instant now)
    {
        if (_open.Remove(key, out var open))
        {
            _tasks.Add(open.Task with { Done = now });
        }
    }

    /// <summary>Something that happens at a time: a case begins, a task is done, or a case is followed no further.</summary>
    private sealed record Move(PastCase Case, long? TaskKey, bool IsEnd = false)
    {
        public FeelContext Said { get; init; } = FeelContext.Empty;
    }

    private sealed class CaseInPlay(PastCase past)
    {
        private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);

        public PastCase Past { get; } = past;

        public bool HasEnded { get; set; }

        public bool IsCutOff { get; set; }

        // Round and round gives the last answer again: a review that was held twice is held so a third time.
        public (Duration After, FeelContext Said) Answer(string place)
        {
            if (!Past.Answers.TryGetValue(place, out var answers) || answers.Count == 0)
            {
                return (UnknownTakes, FeelContext.Empty);
            }

            var turn = _answered[place] = _answered.GetValueOrDefault(place) + 1;
            var answer = answers[Math.Min(turn, answers.Count) - 1];
            return (answer.After, answer.Said);
        }
    }
}
